package io.cofre.core.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MultipartTest {
  private Bench bench;

  @BeforeEach
  void open() throws IOException {
    bench = Bench.withBucket();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private String start(String... headers) {
    return bench.send("POST", "/bkt/k?uploads", headers).is(200).element("UploadId");
  }

  private Bench.Sent part(String id, int number, String content, String... headers) {
    String target = "/bkt/k?partNumber=" + number + "&uploadId=" + id;
    return bench.send("PUT", target, content.getBytes(UTF_8), headers);
  }

  private static String xml(String... parts) {
    return "<CompleteMultipartUpload>" + String.join("", parts) + "</CompleteMultipartUpload>";
  }

  private static String chosen(int number, String content) {
    return "<Part><PartNumber>%d</PartNumber><ETag>%s</ETag></Part>"
        .formatted(number, Bench.etag(content));
  }

  @Test
  void from_beginning_to_end() {
    String id = start("content-type", "text/plain", "x-amz-meta-a", "1", "x-amz-tagging", "t=1");
    part(id, 1, "first").is(200).header("ETag", Bench.etag("first"));
    part(id, 3, "third").is(200).header("x-amz-server-side-encryption", "AES256");
    Bench.Sent parts = bench.send("GET", "/bkt/k?uploadId=" + id).is(200);
    assertEquals(List.of("1", "3"), parts.elements("PartNumber"));
    parts.says(
        "<Initiator><ID>acme</ID>", "<IsTruncated>false", "<MaxParts>1000<", "<Size>5</Size>");
    Bench.Sent done =
        bench.post("/bkt/k?uploadId=" + id, xml(chosen(1, "first"), chosen(3, "third"))).is(200);
    assertTrue(done.element("ETag").endsWith("-2&quot;"), done.text());
    done.says("<Location>http://s3.example/bkt/k</Location>", "<ChecksumType>FULL_OBJECT</Check")
        .header("x-amz-server-side-encryption", "AES256");
    Bench.Sent read = bench.send("GET", "/bkt/k").is(200);
    assertEquals("firstthird", read.text());
    read.header("content-type", "text/plain")
        .header("x-amz-meta-a", "1")
        .header("x-amz-tagging-count", "1")
        .header("x-amz-mp-parts-count", "");
    bench.send("GET", "/bkt/k?uploadId=" + id).error(404, "NoSuchUpload");
    bench.post("/bkt/k?uploadId=" + id, xml(chosen(1, "first"), chosen(3, "third"))).is(200);
  }

  @Test
  void parts_of_an_object_are_read_one_by_one() {
    String id = start();
    part(id, 1, "first").is(200);
    part(id, 3, "third").is(200);
    bench.post("/bkt/k?uploadId=" + id, xml(chosen(1, "first"), chosen(3, "third"))).is(200);
    Bench.Sent third = bench.send("GET", "/bkt/k?partNumber=3").is(206);
    assertEquals("third", third.text());
    third.header("Content-Range", "bytes 5-9/10").header("x-amz-mp-parts-count", "2");
    Bench.Sent head = bench.send("HEAD", "/bkt/k?partNumber=1").is(206);
    assertEquals(5, head.exchange().response().length().orElseThrow());
    bench.send("GET", "/bkt/k?partNumber=2").error(416, "InvalidPartNumber");
    bench.send("GET", "/bkt/k?partNumber=0").error(400, "InvalidArgument");
    bench.send("GET", "/bkt/k?partNumber=1", "range", "bytes=0-1").error(400, "InvalidRequest");
    bench.put("single", "xy");
    assertEquals("xy", bench.send("GET", "/bkt/single?partNumber=1").is(206).text());
    bench.send("GET", "/bkt/single?partNumber=2").error(416, "InvalidPartNumber");
    bench
        .send(
            "GET",
            "/bkt/k?attributes",
            "x-amz-object-attributes",
            "ObjectParts",
            "x-amz-max-parts",
            "1")
        .is(200)
        .says(
            "<PartsCount>2</PartsCount>",
            "<NextPartNumberMarker>1</NextPartNumberMarker>",
            "<IsTruncated>true</IsTruncated>",
            "<Part><PartNumber>1</PartNumber><Size>5</Size>");
  }

  @Test
  void checksums_of_parts() {
    String id = start("x-amz-checksum-algorithm", "SHA256");
    Bench.Sent first = part(id, 1, "first").is(200);
    String sum = first.header("x-amz-checksum-sha256");
    assertEquals(44, sum.length());
    bench.send("GET", "/bkt/k?uploadId=" + id).says("<ChecksumSHA256>" + sum, "COMPOSITE");
    part(id, 2, "x", "x-amz-checksum-sha256", sum).error(400, "BadDigest");
    String wrong =
        "<Part><PartNumber>1</PartNumber><ETag>%s</ETag><ChecksumSHA256>%s</ChecksumSHA256></Part>";
    bench
        .post(
            "/bkt/k?uploadId=" + id,
            xml(wrong.formatted(Bench.etag("first"), "A".repeat(43) + "=")))
        .error(400, "InvalidPart");
    Bench.Sent done =
        bench.post("/bkt/k?uploadId=" + id, xml(wrong.formatted(Bench.etag("first"), sum))).is(200);
    assertTrue(done.element("ChecksumSHA256").endsWith("=-1"), done.text());
    bench
        .send("HEAD", "/bkt/k", "x-amz-checksum-mode", "ENABLED")
        .is(200)
        .header("x-amz-checksum-type", "COMPOSITE");
    bench
        .send("POST", "/bkt/k?uploads", "x-amz-checksum-algorithm", "SHA3")
        .error(400, "InvalidRequest");
    bench
        .send("POST", "/bkt/k?uploads", "x-amz-checksum-algorithm", "CRC32")
        .is(200)
        .header("x-amz-checksum-type", "COMPOSITE");
  }

  @Test
  void a_full_checksum_is_compared_at_the_end() {
    String id = start("x-amz-checksum-algorithm", "CRC32", "x-amz-checksum-type", "FULL_OBJECT");
    part(id, 1, "12345").is(200);
    part(id, 2, "6789").is(200);
    String xml = xml(chosen(1, "12345"), chosen(2, "6789"));
    bench
        .send(
            "POST",
            "/bkt/k?uploadId=" + id,
            xml.getBytes(UTF_8),
            "x-amz-checksum-crc32",
            "AAAAAA==")
        .error(400, "BadDigest");
    bench
        .send("POST", "/bkt/k?uploadId=" + id, xml.getBytes(UTF_8), "x-amz-mp-object-size", "8")
        .error(400, "InvalidRequest");
    bench
        .send(
            "POST",
            "/bkt/k?uploadId=" + id,
            xml.getBytes(UTF_8),
            "x-amz-checksum-crc32",
            "y/Q5Jg==",
            "x-amz-checksum-type",
            "FULL_OBJECT",
            "x-amz-mp-object-size",
            "9")
        .is(200)
        .says("<ChecksumCRC32>y/Q5Jg==</ChecksumCRC32>");
  }

  @Test
  void what_cannot_be_completed() {
    String id = start();
    String target = "/bkt/k?uploadId=" + id;
    part(id, 1, "abc").is(200);
    part(id, 2, "defgh").is(200);
    bench.post(target, xml()).error(400, "MalformedXML");
    bench.post(target, "").error(400, "MalformedXML");
    bench.post(target, xml(chosen(1, "other"))).error(400, "InvalidPart");
    bench.post(target, xml(chosen(9, "abc"))).error(400, "InvalidPart");
    bench.post(target, xml(chosen(0, "abc"))).error(400, "InvalidArgument");
    bench.post(target, xml(chosen(2, "defgh"), chosen(1, "abc"))).error(400, "InvalidPartOrder");
    bench.post(target, xml(chosen(1, "abc"), chosen(2, "defgh"))).error(400, "EntityTooSmall");
    bench.post("/bkt/k?uploadId=none", xml(chosen(1, "abc"))).error(404, "NoSuchUpload");
    bench.put("k", "there");
    bench
        .send("POST", target, xml(chosen(2, "defgh")).getBytes(UTF_8), "if-none-match", "*")
        .error(412, "PreconditionFailed");
    bench.post(target, xml(chosen(2, "defgh"))).is(200);
    assertEquals("defgh", bench.send("GET", "/bkt/k").text());
  }

  @Test
  void parts_are_checked() {
    String id = start();
    part(id, 0, "x").error(400, "InvalidArgument");
    part(id, 10_001, "x").error(400, "InvalidArgument");
    part("none", 1, "x").error(404, "NoSuchUpload").says("<UploadId>none</UploadId>");
    part(id, 1, "x", "x-amz-server-side-encryption", "AES256").error(400, "InvalidArgument");
    bench.send("PUT", "/bkt/k?partNumber=x&uploadId=" + id).error(400, "InvalidArgument");
    bench
        .send("PUT", "/bkt/k?uploadId=" + id)
        .error(405, "MethodNotAllowed")
        .header("Allow", "DELETE, GET, POST");
  }

  @Test
  void given_up() {
    String id = start();
    part(id, 1, "x").is(200);
    bench.send("DELETE", "/bkt/k?uploadId=" + id).is(204);
    bench.send("DELETE", "/bkt/k?uploadId=" + id).error(404, "NoSuchUpload");
    part(id, 2, "x").error(404, "NoSuchUpload");
    bench.send("HEAD", "/bkt/k").is(404);
  }

  @Test
  void uploads_are_listed_by_pages() {
    String first = start();
    String second = start();
    bench.send("POST", "/bkt/z/1?uploads").is(200);
    Bench.Sent all = bench.send("GET", "/bkt?delimiter=%2F&uploads").is(200);
    assertEquals(List.of("k", "k"), all.elements("Key"));
    all.says("<CommonPrefixes><Prefix>z/</Prefix></CommonPrefixes>", "<IsTruncated>false");
    Bench.Sent page = bench.send("GET", "/bkt?max-uploads=1&uploads").is(200);
    String seen = page.element("UploadId");
    page.says("<IsTruncated>true", "<NextKeyMarker>k<", "<NextUploadIdMarker>" + seen);
    Bench.Sent next =
        bench.send("GET", "/bkt?key-marker=k&max-uploads=1&upload-id-marker=" + seen + "&uploads");
    String other = next.is(200).element("UploadId");
    assertEquals(java.util.Set.of(first, second), java.util.Set.of(seen, other));
    bench.send("GET", "/bkt?max-uploads=0&uploads").is(200).says("<IsTruncated>false");
    bench.send("GET", "/none?uploads").error(404, "NoSuchBucket");
  }

  @Test
  void parts_are_listed_by_pages() {
    String id = start();
    part(id, 1, "a").is(200);
    part(id, 2, "b").is(200);
    Bench.Sent first = bench.send("GET", "/bkt/k?max-parts=1&uploadId=" + id).is(200);
    assertEquals(List.of("1"), first.elements("PartNumber"));
    first.says("<NextPartNumberMarker>1<", "<IsTruncated>true<", "<MaxParts>1<");
    Bench.Sent second = bench.send("GET", "/bkt/k?part-number-marker=1&uploadId=" + id).is(200);
    assertEquals(List.of("2"), second.elements("PartNumber"));
    second.says("<PartNumberMarker>1<", "<IsTruncated>false<");
    bench.send("GET", "/bkt/k?max-parts=x&uploadId=" + id).error(400, "InvalidArgument");
  }

  @Test
  void parts_are_copied() {
    bench.put("source", "0123456789");
    String id = start();
    String target = "/bkt/k?partNumber=%d&uploadId=" + id;
    bench
        .send("PUT", target.formatted(1), "x-amz-copy-source", "bkt/source")
        .is(200)
        .says("<CopyPartResult", Bench.etag("0123456789").replace("\"", "&quot;"))
        .header("x-amz-server-side-encryption", "AES256");
    bench
        .send(
            "PUT",
            target.formatted(2),
            "x-amz-copy-source",
            "/bkt/source",
            "x-amz-copy-source-range",
            "bytes=2-4")
        .is(200);
    for (String bad : List.of("bytes=2-", "bytes=4-2", "2-4", "bytes=2-10")) {
      bench
          .send(
              "PUT",
              target.formatted(2),
              "x-amz-copy-source",
              "/bkt/source",
              "x-amz-copy-source-range",
              bad)
          .error(400, "InvalidArgument");
    }
    bench.send("PUT", target.formatted(1), "x-amz-copy-source", "bkt/none").error(404, "NoSuchKey");
    bench
        .send(
            "PUT",
            target.formatted(1),
            "x-amz-copy-source",
            "bkt/source",
            "x-amz-copy-source-if-match",
            "\"x\"")
        .error(412, "PreconditionFailed");
    bench.post("/bkt/k?uploadId=" + id, xml(chosen(1, "0123456789"), chosen(2, "234"))).is(200);
    assertEquals("0123456789234", bench.send("GET", "/bkt/k").text());
  }
}
