package io.cofre.core.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopyTest {
  private static final String SOURCE = "x-amz-copy-source";
  private Bench bench;

  @BeforeEach
  void open() throws IOException {
    bench = Bench.withBucket();
    bench.put(
        "a%20b",
        "123456789",
        "content-type",
        "text/plain",
        "x-amz-meta-m",
        "1",
        "x-amz-tagging",
        "t=1",
        "x-amz-website-redirect-location",
        "/r",
        "x-amz-checksum-crc32",
        "y/Q5Jg==");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void everything_goes_along() {
    bench
        .send("PUT", "/bkt/copy", SOURCE, "/bkt/a%20b")
        .is(200)
        .says(
            "<CopyObjectResult",
            "<LastModified>2026-01-02T03:04:05.678Z</LastModified><ETag>"
                + Bench.etag("123456789").replace("\"", "&quot;"),
            "<ChecksumCRC32>y/Q5Jg==</ChecksumCRC32><ChecksumType>FULL_OBJECT</ChecksumType>")
        .header("x-amz-server-side-encryption", "AES256");
    Bench.Sent copy = bench.send("GET", "/bkt/copy").is(200);
    assertEquals("123456789", copy.text());
    copy.header("content-type", "text/plain")
        .header("x-amz-meta-m", "1")
        .header("x-amz-tagging-count", "1")
        .header("x-amz-website-redirect-location", "");
    bench
        .send(
            "PUT",
            "/bkt/copy",
            SOURCE,
            "bkt/a%20b?versionId=null",
            "x-amz-checksum-algorithm",
            "SHA1")
        .is(200)
        .says("<ChecksumSHA1>");
  }

  @Test
  void or_is_replaced() {
    bench
        .send(
            "PUT",
            "/bkt/copy",
            SOURCE,
            "bkt/a%20b",
            "x-amz-metadata-directive",
            "REPLACE",
            "x-amz-tagging-directive",
            "REPLACE",
            "x-amz-meta-n",
            "2",
            "x-amz-tagging",
            "u=2")
        .is(200);
    bench
        .send("GET", "/bkt/copy")
        .is(200)
        .header("content-type", "binary/octet-stream")
        .header("x-amz-meta-m", "")
        .header("x-amz-meta-n", "2");
    assertEquals(List.of("u"), bench.send("GET", "/bkt/copy?tagging").elements("Key"));
    bench
        .send("PUT", "/bkt/copy", SOURCE, "bkt/a%20b", "x-amz-metadata-directive", "KEEP")
        .error(400, "InvalidArgument");
  }

  @Test
  void onto_itself_only_when_something_changes() {
    bench
        .send("PUT", "/bkt/a%20b", SOURCE, "bkt/a%20b")
        .error(400, "InvalidRequest")
        .says("This copy request is illegal because it is trying to copy an object to itself");
    bench
        .send(
            "PUT",
            "/bkt/a%20b",
            SOURCE,
            "bkt/a%20b",
            "x-amz-metadata-directive",
            "REPLACE",
            "x-amz-meta-m",
            "2")
        .is(200);
    Bench.Sent read = bench.send("GET", "/bkt/a%20b").header("x-amz-meta-m", "2");
    assertEquals("123456789", read.text());
    bench
        .send("PUT", "/bkt/a%20b", SOURCE, "bkt/a%20b", "x-amz-server-side-encryption", "AES256")
        .is(200);
  }

  @Test
  void conditions_on_source_and_target() {
    String etag = Bench.etag("123456789");
    bench.send("PUT", "/bkt/c", SOURCE, "bkt/a%20b", SOURCE + "-if-match", etag).is(200);
    bench
        .send("PUT", "/bkt/c", SOURCE, "bkt/a%20b", SOURCE + "-if-none-match", etag)
        .error(412, "PreconditionFailed");
    bench
        .send(
            "PUT",
            "/bkt/c",
            SOURCE,
            "bkt/a%20b",
            SOURCE + "-if-modified-since",
            "Fri, 02 Jan 2026 03:04:05 GMT")
        .error(412, "PreconditionFailed");
    bench
        .send("PUT", "/bkt/c", SOURCE, "bkt/a%20b", "if-none-match", "*")
        .error(412, "PreconditionFailed");
    bench
        .send("PUT", "/bkt/c", SOURCE, "bkt/a%20b", "x-amz-source-expected-bucket-owner", "other")
        .error(403, "AccessDenied");
  }

  @Test
  void sources_that_are_not_there() {
    bench.send("PUT", "/bkt/c", SOURCE, "bkt/none").error(404, "NoSuchKey").lacks("<Key>");
    bench.send("PUT", "/bkt/c", SOURCE, "none/k").error(404, "NoSuchBucket").lacks("<BucketName>");
    bench.send("PUT", "/bkt/c", SOURCE, "bkt").error(400, "InvalidArgument");
    bench.send("PUT", "/bkt/c", SOURCE, "bkt/a%20b?versionId=x").error(404, "NoSuchVersion");
    bench.send("PUT", "/none/c", SOURCE, "bkt/a%20b").error(404, "NoSuchBucket");
  }

  @Test
  void large_and_empty_objects() {
    byte[] content = new byte[100_000];
    java.util.Arrays.fill(content, (byte) 7);
    bench.send("PUT", "/bkt/large", content).is(200);
    bench.send("PUT", "/bkt/copy", SOURCE, "bkt/large").is(200);
    org.junit.jupiter.api.Assertions.assertArrayEquals(
        content, bench.send("GET", "/bkt/copy").exchange().bytes());
    bench.put("empty", "");
    bench.send("PUT", "/bkt/copy", SOURCE, "bkt/empty").is(200);
    assertEquals("", bench.send("GET", "/bkt/copy").is(200).text());
  }
}
