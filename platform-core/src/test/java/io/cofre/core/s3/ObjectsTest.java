package io.cofre.core.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cofre.core.s3.auth.Signing;
import io.cofre.tck.fake.MemoryRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectsTest {
  private static final String MODE = "x-amz-server-side-encryption";
  private Bench bench;

  @BeforeEach
  void open() throws IOException {
    bench = Bench.withBucket();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void stored_and_read() {
    bench
        .put("a%20b/c", "hello")
        .header("ETag", Bench.etag("hello"))
        .header(MODE, "AES256")
        .header("x-amz-checksum-type", "FULL_OBJECT")
        .header("Content-Type", "")
        .header("x-amz-version-id", "");
    Bench.Sent read = bench.send("GET", "/bkt/a%20b/c").is(200);
    assertEquals("hello", read.text());
    read.header("ETag", Bench.etag("hello"))
        .header(MODE, "AES256")
        .header("Last-Modified", "Fri, 02 Jan 2026 03:04:05 GMT")
        .header("Accept-Ranges", "bytes")
        .header("content-type", "binary/octet-stream")
        .header("x-amz-checksum-crc64nvme", "");
    Bench.Sent head = bench.send("HEAD", "/bkt/a%20b/c").is(200);
    assertEquals(5, head.exchange().response().length().orElseThrow());
    assertEquals(0, head.exchange().bytes().length);
    bench.send("DELETE", "/bkt/a%20b/c").is(204);
    bench.send("DELETE", "/bkt/a%20b/c").is(204);
    bench.send("GET", "/bkt/a%20b/c").error(404, "NoSuchKey").says("<Key>a b/c</Key>");
    bench.send("HEAD", "/bkt/a%20b/c").is(404);
  }

  @Test
  void what_a_client_says_of_an_object_comes_back() {
    List<String> said =
        List.of(
            "content-type", "text/plain; charset=x",
            "cache-control", "no-store",
            "content-disposition", "attachment; filename=\"\u00C3\u00A4\"",
            "content-language", "de",
            "content-encoding", "gzip",
            "expires", "tomorrow",
            "x-amz-website-redirect-location", "/else",
            "x-amz-meta-s3cmd-attrs", "uid:0/gname:root",
            "x-amz-meta-raw", "\u00C3\u00A4");
    bench.send("PUT", "/bkt/k", "x", said).is(200);
    for (String method : List.of("GET", "HEAD")) {
      Bench.Sent sent = bench.send(method, "/bkt/k").is(200);
      for (int i = 0; i < said.size(); i += 2) {
        sent.header(said.get(i), said.get(i + 1));
      }
    }
  }

  @Test
  void answers_can_be_overridden() {
    bench.put("k", "x", "content-type", "text/plain");
    bench
        .send("GET", "/bkt/k?response-content-type=a%2Fb&response-expires=never")
        .is(200)
        .header("content-type", "a/b")
        .header("expires", "never");
    bench.send("GET", "/bkt/k?response-content-type=a%0D%0Ax%3A%20y").error(400, "InvalidArgument");
  }

  @Test
  void presigned_reads_and_anonymous_ones() {
    bench.put("k", "x");
    String target =
        Signing.presigned("GET", "/bkt/k", Map.of("response-cache-control", "no-cache"));
    bench
        .raw(MemoryRequest.of("GET", target).header("host", "s3.example").head())
        .is(200)
        .header("cache-control", "no-cache");
    bench
        .raw(MemoryRequest.of("GET", "/bkt/k").header("host", "s3.example").head())
        .error(403, "AccessDenied");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 206, 0, bytes 0-0/10",
    "bytes=2-4, 206, 234, bytes 2-4/10",
    "bytes=7-, 206, 789, bytes 7-9/10",
    "bytes=-2, 206, 89, bytes 8-9/10",
    "'bytes=0-1,3-4', 200, 0123456789, ''",
    "bytes=4-2, 200, 0123456789, ''",
    "nonsense, 200, 0123456789, ''"
  })
  void ranges(String range, int status, String content, String header) {
    bench.put("k", "0123456789");
    Bench.Sent sent = bench.send("GET", "/bkt/k", "range", range).is(status);
    assertEquals(content, sent.text());
    sent.header("Content-Range", header);
    Bench.Sent head = bench.send("HEAD", "/bkt/k", "range", range).is(status);
    assertEquals(content.length(), head.exchange().response().length().orElseThrow());
    head.header("Content-Range", header);
  }

  @Test
  void ranges_beyond_the_end() {
    bench.put("k", "0123456789");
    bench
        .send("GET", "/bkt/k", "range", "bytes=10-")
        .error(416, "InvalidRange")
        .says("<RangeRequested>bytes=10-</RangeRequested>", "<ActualObjectSize>10</Act");
    bench.send("HEAD", "/bkt/k", "range", "bytes=10-").is(416);
    bench.put("empty", "");
    assertEquals("", bench.send("GET", "/bkt/empty").is(200).text());
    bench.send("GET", "/bkt/empty", "range", "bytes=0-").is(416);
  }

  @Test
  void any_range_of_a_large_object() {
    byte[] content = new byte[300_000];
    Random random = new Random(5);
    random.nextBytes(content);
    bench.send("PUT", "/bkt/large", content).is(200);
    assertArrayEquals(content, bench.send("GET", "/bkt/large").is(200).exchange().bytes());
    for (int i = 0; i < 60; i++) {
      int first = random.nextInt(content.length);
      int last = first + random.nextInt(content.length);
      byte[] expected = Arrays.copyOfRange(content, first, Math.min(last + 1, content.length));
      Bench.Sent sent = bench.send("GET", "/bkt/large", "range", "bytes=" + first + "-" + last);
      assertArrayEquals(expected, sent.is(206).exchange().bytes());
    }
  }

  @Test
  void conditional_reads() {
    bench.put("k", "x", "cache-control", "max-age=1");
    String etag = Bench.etag("x");
    bench
        .send("GET", "/bkt/k", "if-none-match", etag)
        .is(304)
        .header("ETag", etag)
        .header("cache-control", "max-age=1")
        .header("Last-Modified", "Fri, 02 Jan 2026 03:04:05 GMT");
    bench.send("HEAD", "/bkt/k", "if-none-match", etag).is(304);
    bench.send("GET", "/bkt/k", "if-match", etag).is(200);
    bench
        .send("GET", "/bkt/k", "if-match", "\"other\"")
        .error(412, "PreconditionFailed")
        .says("<Condition>If-Match</Condition>");
    bench.send("HEAD", "/bkt/k", "if-match", "\"other\"").is(412);
    bench.send("GET", "/bkt/k", "if-modified-since", "Fri, 02 Jan 2026 03:04:05 GMT").is(304);
    bench.send("GET", "/bkt/k", "if-unmodified-since", "Fri, 02 Jan 2026 03:04:04 GMT").is(412);
    bench.send("GET", "/bkt/k", "if-range", "\"other\"", "range", "bytes=0-0").is(200);
    bench.send("GET", "/bkt/k", "if-range", etag, "range", "bytes=0-0").is(206);
    bench.send("GET", "/bkt/none", "if-match", etag).error(404, "NoSuchKey");
  }

  @Test
  void conditional_writes_and_removals() {
    bench.send("PUT", "/bkt/k", "if-match", "\"x\"").error(404, "NoSuchKey");
    bench.put("k", "1", "if-none-match", "*");
    bench.send("PUT", "/bkt/k", "if-none-match", "*").error(412, "PreconditionFailed");
    bench.put("k", "2", "if-match", Bench.etag("1"));
    bench.send("PUT", "/bkt/k", "if-match", Bench.etag("1")).error(412, "PreconditionFailed");
    bench.send("PUT", "/bkt/k", "if-none-match", "\"x\"").error(501, "NotImplemented");
    bench.send("DELETE", "/bkt/k", "if-match", Bench.etag("1")).error(412, "PreconditionFailed");
    bench.send("DELETE", "/bkt/k", "x-amz-if-match-size", "1").error(501, "NotImplemented");
    bench.send("DELETE", "/bkt/k", "if-match", Bench.etag("2")).is(204);
  }

  @Test
  void digests_are_compared() {
    bench.put("k", "good", "content-md5", Bench.md5("good"));
    bench
        .send("PUT", "/bkt/k", "bad".getBytes(UTF_8), "content-md5", Bench.md5("good"))
        .error(400, "BadDigest");
    bench.send("PUT", "/bkt/k", "content-md5", "nonsense").error(400, "InvalidDigest");
    bench
        .put("k", "123456789", "x-amz-checksum-crc32", "y/Q5Jg==")
        .header("x-amz-checksum-crc32", "y/Q5Jg==");
    bench
        .send("PUT", "/bkt/k", "12345678".getBytes(UTF_8), "x-amz-checksum-crc32", "y/Q5Jg==")
        .error(400, "BadDigest");
    bench
        .send("GET", "/bkt/k", "x-amz-checksum-mode", "ENABLED")
        .is(200)
        .header("x-amz-checksum-crc32", "y/Q5Jg==")
        .header("x-amz-checksum-type", "FULL_OBJECT");
    bench
        .send("GET", "/bkt/k", "x-amz-checksum-mode", "ENABLED", "range", "bytes=0-1")
        .is(206)
        .header("x-amz-checksum-crc32", "");
    assertEquals("123456789", bench.send("GET", "/bkt/k").text());
  }

  @Test
  void a_url_of_version_2_says_what_may_be_sent() throws IOException {
    String url =
        Signing.presigned2(
            "PUT",
            "/bkt/k",
            Map.of("content-md5", Bench.md5("good"), "content-type", "text/x-verse"));
    upload(url, "bad!").error(400, "BadDigest");
    bench.send("HEAD", "/bkt/k").is(404);
    upload(url, "good").is(200);
    bench.send("GET", "/bkt/k").is(200).header("content-type", "text/x-verse");
  }

  /// AWS's SDK for JavaScript puts the checksum of no content into every URL that it signs for an
  /// upload, which Amazon S3 does not look at.
  @Test
  void a_checksum_in_a_url_says_nothing_of_the_content() throws IOException {
    var hoisted =
        Map.of("x-amz-checksum-crc32", "AAAAAA==", "x-amz-sdk-checksum-algorithm", "CRC32");
    upload(Signing.presigned("PUT", "/bkt/k", hoisted), "content").is(200);
    assertEquals("content", bench.send("GET", "/bkt/k").is(200).text());
    bench
        .send("HEAD", "/bkt/k", "x-amz-checksum-mode", "ENABLED")
        .is(200)
        .header("x-amz-checksum-crc32", "");
  }

  @Test
  void what_a_url_says_of_checksums_to_come_holds() {
    String url =
        Signing.presigned(
            "POST", "/bkt/k", Map.of("uploads", "", "x-amz-checksum-algorithm", "CRC32"));
    bench
        .raw(MemoryRequest.of("POST", url).header("host", "s3.example").head())
        .is(200)
        .header("x-amz-checksum-algorithm", "CRC32");
  }

  private Bench.Sent upload(String url, String content) {
    return bench.enter(MemoryRequest.of("PUT", url).header("host", "s3.example").exchange(content));
  }

  @Test
  void versions() {
    bench.put("k", "x");
    bench.send("GET", "/bkt/k?versionId=null").is(200).header("x-amz-version-id", "");
    bench.send("GET", "/bkt/k?versionId=abc").error(404, "NoSuchVersion");
    bench.send("GET", "/bkt/k?versionId=").error(400, "InvalidArgument");
    bench.send("GET", "/bkt/none?versionId=abc").error(404, "NoSuchVersion");
    bench.send("GET", "/none/k?versionId=abc").error(404, "NoSuchBucket");
    bench.send("HEAD", "/bkt/k").is(200);
    bench.send("DELETE", "/bkt/k?versionId=null").is(204);
    bench.send("HEAD", "/bkt/k").is(404);
  }

  @Test
  void an_unknown_version_is_removed_already() {
    bench.put("k", "x");
    bench.send("DELETE", "/bkt/k?versionId=abc").is(204);
    bench.send("DELETE", "/bkt/k?versionId=").error(400, "InvalidArgument");
    bench.send("DELETE", "/bkt/k?versionId=a%20b").error(400, "InvalidArgument");
    bench.send("DELETE", "/none/k?versionId=abc").error(404, "NoSuchBucket");
    bench.send("DELETE", "/bkt/k?tagging&versionId=abc").error(404, "NoSuchVersion");
    bench
        .send("DELETE", "/bkt/k?versionId=abc", "if-match", Bench.etag("x"))
        .error(404, "NoSuchVersion");
    bench.send("DELETE", "/bkt/k?versionId=abc", "x-amz-if-match-size", "1").is(501);
    bench.send("HEAD", "/bkt/k").is(200);
  }

  @Test
  void tags() {
    bench.put("k", "x", "x-amz-tagging", "a=1&b=%C3%A4");
    bench.send("GET", "/bkt/k").is(200).header("x-amz-tagging-count", "2");
    bench
        .send("GET", "/bkt/k?tagging")
        .is(200)
        .says("<TagSet><Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>b</Key><Value>ä</Value>");
    String tagging = "<Tagging><TagSet><Tag><Key>%s</Key><Value>2</Value></Tag></TagSet></Tagging>";
    bench.send("PUT", "/bkt/k?tagging", tagging.formatted("c"), List.of()).is(200);
    assertEquals(List.of("c"), bench.send("GET", "/bkt/k?tagging").elements("Key"));
    bench
        .send("PUT", "/bkt/k?tagging", tagging.formatted("aws:c"), List.of())
        .error(400, "InvalidTag");
    bench.send("PUT", "/bkt/k?tagging", "<Tagging/>", List.of()).error(400, "MalformedXML");
    bench.send("DELETE", "/bkt/k?tagging").is(204);
    assertEquals(List.of(), bench.send("GET", "/bkt/k?tagging").is(200).elements("Key"));
    bench.send("GET", "/bkt/none?tagging").error(404, "NoSuchKey");
    bench.send("GET", "/bkt/k").is(200).header("x-amz-tagging-count", "");
  }

  @Test
  void attributes() {
    bench.put("k", "123456789", "x-amz-checksum-crc32", "y/Q5Jg==");
    bench
        .send("GET", "/bkt/k?attributes", "x-amz-object-attributes", "ETag,ObjectSize,Checksum")
        .is(200)
        .says(
            "<ETag>" + Bench.etag("123456789").replace("\"", "") + "</ETag>",
            "<Checksum><ChecksumCRC32>y/Q5Jg==</ChecksumCRC32><ChecksumType>FULL_OBJECT</Check",
            "<ObjectSize>9</ObjectSize>")
        .lacks("StorageClass");
    bench.send("GET", "/bkt/k?attributes").error(400, "InvalidArgument");
    bench
        .send("GET", "/bkt/k?attributes", "x-amz-object-attributes", "Colour")
        .error(400, "InvalidArgument");
  }

  @Test
  void what_cannot_be_kept_is_refused() {
    bench.send("PUT", "/bkt/k", "x-amz-storage-class", "GLACIER").error(400, "InvalidStorageClass");
    bench.put("k", "", "x-amz-storage-class", "STANDARD", "x-amz-acl", "private");
    bench
        .send("PUT", "/bkt/k", "x-amz-acl", "public-read")
        .error(400, "AccessControlListNotSupported");
    bench
        .send("PUT", "/bkt/k", "x-amz-grant-read", "id=x")
        .error(400, "AccessControlListNotSupported");
    bench.send("PUT", "/bkt/k", "x-amz-meta-a", "x".repeat(3000)).error(400, "MetadataTooLarge");
    bench.send("PUT", "/bkt/k", "x-amz-object-lock-legal-hold", "ON").error(400, "InvalidRequest");
    bench.send("PUT", "/bkt/" + "k".repeat(1025)).error(400, "KeyTooLongError");
    bench.send("PUT", "/none/k").error(404, "NoSuchBucket");
    bench.send("PUT", "/bkt/k?something-new", new byte[] {1}).error(501, "NotImplemented");
    assertEquals("", bench.send("GET", "/bkt/k").text());
    bench
        .send("POST", "/bkt/k")
        .error(405, "MethodNotAllowed")
        .header("Allow", "DELETE, GET, HEAD, OPTIONS, PUT");
    bench.send("GET", "/bkt/k?acl").is(200).says("<Permission>FULL_CONTROL</Permission>");
  }
}
