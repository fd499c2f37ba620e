package io.cofre.core.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingsTest {
  private Bench bench;

  @BeforeEach
  void open() throws IOException {
    bench = Bench.withBucket();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void keys(String... keys) {
    for (String key : keys) {
      bench.put(key, "x");
    }
  }

  private static List<String> keysOf(Bench.Sent sent) {
    return sent.elements("Key");
  }

  private static List<String> prefixesOf(Bench.Sent sent) {
    List<String> prefixes = new ArrayList<>(sent.elements("Prefix"));
    prefixes.removeFirst(); // the question's own
    return prefixes;
  }

  @Test
  void an_entry() {
    bench.put("a", "123456789", "x-amz-checksum-crc32", "y/Q5Jg==");
    String common =
        "<LastModified>2026-01-02T03:04:05.678Z</LastModified><ETag>"
            + Bench.etag("123456789").replace("\"", "&quot;")
            + "</ETag><ChecksumAlgorithm>CRC32</ChecksumAlgorithm>"
            + "<ChecksumType>FULL_OBJECT</ChecksumType><Size>9</Size>";
    String owner = "<Owner><ID>acme</ID></Owner>";
    String end = "<StorageClass>STANDARD</StorageClass>";
    bench.send("GET", "/bkt").is(200).says("<Contents><Key>a</Key>" + common + owner + end);
    bench
        .send("GET", "/bkt?list-type=2")
        .is(200)
        .says("<Contents><Key>a</Key>" + common + end, "<KeyCount>1</KeyCount>");
    bench.send("GET", "/bkt?list-type=2&fetch-owner=true").is(200).says(common + owner + end);
    bench
        .send("GET", "/bkt?versions")
        .is(200)
        .says(
            "<Version><Key>a</Key><VersionId>null</VersionId><IsLatest>true</IsLatest>"
                + common
                + owner
                + end
                + "</Version>");
  }

  @Test
  void first_version_by_markers() {
    keys("a", "b/1", "b/2", "c", "d/1");
    Bench.Sent first = bench.send("GET", "/bkt?delimiter=%2F&max-keys=2").is(200);
    assertEquals(List.of("a"), keysOf(first));
    assertEquals(List.of("b/"), prefixesOf(first));
    first.says(
        "<IsTruncated>true</IsTruncated>", "<NextMarker>b/</NextMarker>", "<Marker></Marker>");
    Bench.Sent second = bench.send("GET", "/bkt?delimiter=%2F&max-keys=2&marker=b%2F").is(200);
    assertEquals(List.of("c"), keysOf(second));
    assertEquals(List.of("d/"), prefixesOf(second));
    second.says("<IsTruncated>false</IsTruncated>", "<Marker>b/</Marker>").lacks("NextMarker");
    bench.send("GET", "/bkt?max-keys=1").is(200).says("<IsTruncated>true").lacks("NextMarker");
    assertEquals(5, keysOf(bench.send("GET", "/bkt?delimiter=")).size());
    assertEquals(
        List.of("b/1", "b/2"), keysOf(bench.send("GET", "/bkt?delimiter=%2F&prefix=b%2F")));
  }

  @Test
  void second_version_by_tokens() {
    keys("a", "b/1", "b/2", "c", "d", "e/x");
    List<String> seen = new ArrayList<>();
    String token = "";
    int pages = 0;
    do {
      Bench.Sent page =
          bench.send(
              "GET",
              token.isEmpty()
                  ? "/bkt?delimiter=%2F&list-type=2&max-keys=2"
                  : "/bkt?continuation-token=" + token + "&delimiter=%2F&list-type=2&max-keys=2");
      page.is(200);
      seen.addAll(keysOf(page));
      seen.addAll(prefixesOf(page));
      assertEquals(token, page.element("ContinuationToken"));
      token = page.element("NextContinuationToken");
      assertEquals(Boolean.toString(!token.isEmpty()), page.element("IsTruncated"));
      pages++;
    } while (!token.isEmpty());
    assertEquals(List.of("a", "b/", "c", "d", "e/"), seen);
    assertEquals(3, pages);
    Bench.Sent after = bench.send("GET", "/bkt?list-type=2&start-after=c").is(200);
    assertEquals(List.of("d", "e/x"), keysOf(after));
    after.says("<StartAfter>c</StartAfter>");
    assertFalse(token.contains("b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/bkt?max-keys=-1",
        "/bkt?max-keys=x",
        "/bkt?max-keys=99999999999",
        "/bkt?encoding-type=base64",
        "/bkt?list-type=2&continuation-token=",
        "/bkt?list-type=2&continuation-token=%21%21",
        "/bkt?list-type=2&continuation-token=AAAA",
        "/bkt?versions&version-id-marker=null",
        "/bkt?uploads&max-uploads=x"
      })
  void bad_questions(String target) {
    bench.send("GET", target).error(400, "InvalidArgument");
  }

  @Test
  void sizes_of_pages() {
    keys("a", "b");
    Bench.Sent none = bench.send("GET", "/bkt?list-type=2&max-keys=0").is(200);
    none.says("<KeyCount>0</KeyCount>", "<MaxKeys>0</MaxKeys>", "<IsTruncated>false</IsTruncated>");
    bench.send("GET", "/bkt?max-keys=5000").is(200).says("<MaxKeys>1000</MaxKeys>");
    bench.send("GET", "/bkt?max-keys=").is(200).says("<MaxKeys>1000</MaxKeys>");
    bench.send("GET", "/none?max-keys=0").error(404, "NoSuchBucket");
    bench.send("GET", "/none").error(404, "NoSuchBucket");
  }

  @Test
  void odd_keys() {
    keys("a%01b", "s%20p%2B%26", "%C3%A4");
    Bench.Sent url = bench.send("GET", "/bkt?encoding-type=url&prefix=").is(200);
    assertEquals(List.of("a%01b", "s%20p%2B%26", "%C3%A4"), keysOf(url));
    url.says("<EncodingType>url</EncodingType>");
    assertEquals(List.of("a&#x1;b", "s p+&amp;", "ä"), keysOf(bench.send("GET", "/bkt")));
  }

  @Test
  void versions_page() {
    keys("a", "b", "c/1");
    Bench.Sent first = bench.send("GET", "/bkt?delimiter=%2F&max-keys=2&versions").is(200);
    assertEquals(List.of("a", "b"), keysOf(first));
    first.says(
        "<NextKeyMarker>b</NextKeyMarker>", "<NextVersionIdMarker>null</NextVersionIdMarker>");
    Bench.Sent second =
        bench
            .send("GET", "/bkt?delimiter=%2F&key-marker=b&version-id-marker=null&versions")
            .is(200);
    assertEquals(List.of("c/"), prefixesOf(second));
    second.says("<IsTruncated>false</IsTruncated>").lacks("NextKeyMarker");
  }

  @Test
  void many_are_removed_at_once() {
    keys("a", "b%26", "c", "d");
    String xml =
        "<Delete><Object><Key>a</Key></Object><Object><Key>b&amp;</Key><VersionId>null</VersionId>"
            + "</Object><Object><Key>c</Key><VersionId>xyz</VersionId></Object>"
            + "<Object><Key>d</Key><ETag>\"x\"</ETag></Object><Object><Key>none</Key></Object></Delete>";
    Bench.Sent sent = bench.post("/bkt?delete", xml).is(200);
    sent.says(
        "<Deleted><Key>a</Key></Deleted>",
        "<Deleted><Key>b&amp;</Key><VersionId>null</VersionId></Deleted>",
        "<Deleted><Key>none</Key></Deleted>",
        "<Deleted><Key>c</Key><VersionId>xyz</VersionId></Deleted>",
        "<Error><Key>d</Key><Code>PreconditionFailed</Code>");
    assertEquals(List.of("c", "d"), keysOf(bench.send("GET", "/bkt")));
    Bench.Sent quiet =
        bench.post(
            "/bkt?delete", "<Delete><Quiet>true</Quiet><Object><Key>c</Key></Object></Delete>");
    assertEquals(List.of(), keysOf(quiet.is(200)));
    assertEquals(List.of("d"), keysOf(bench.send("GET", "/bkt")));
  }

  @Test
  void removing_many_needs_a_digest() {
    keys("a", "b");
    String xml = "<Delete><Object><Key>a</Key></Object></Delete>";
    bench.send("POST", "/bkt?delete", xml, List.of()).error(400, "InvalidRequest");
    bench
        .send("POST", "/bkt?delete", xml, List.of("x-amz-sdk-checksum-algorithm", "CRC32"))
        .error(400, "InvalidRequest");
    bench
        .send("POST", "/bkt?delete", xml, List.of("content-md5", Bench.md5("other")))
        .error(400, "BadDigest");
    assertEquals(List.of("a", "b"), keysOf(bench.send("GET", "/bkt")));
    bench.send("POST", "/bkt?delete", xml, List.of("x-amz-checksum-crc32", crc32(xml))).is(200);
    assertEquals(List.of("b"), keysOf(bench.send("GET", "/bkt")));
  }

  private static String crc32(String text) {
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    byte[] bytes = java.nio.ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    return java.util.Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void wishes_that_are_none() {
    bench.post("/bkt?delete", "").error(400, "MalformedXML");
    bench.post("/bkt?delete", "<Delete/>").error(400, "MalformedXML");
    String object = "<Object><Key>k</Key></Object>";
    bench.post("/bkt?delete", "<Delete>" + object.repeat(1000) + "</Delete>").is(200);
    bench
        .post("/bkt?delete", "<Delete>" + object.repeat(1001) + "</Delete>")
        .error(400, "MalformedXML");
    bench.post("/none?delete", "<Delete>" + object + "</Delete>").error(404, "NoSuchBucket");
    assertTrue(
        bench
            .post("/bkt?delete", "<Delete><Object><Key>k</Key><Size>1</Size></Object></Delete>")
            .text()
            .contains("NotImplemented"));
  }
}
