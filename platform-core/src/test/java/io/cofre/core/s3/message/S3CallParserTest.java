package io.cofre.core.s3.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.tck.fake.MemoryRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3CallParserTest {
  private static final S3CallParser PARSER =
      new S3CallParser(List.of("example.com", "S3.example.com"));

  @ParameterizedTest
  @CsvSource({
    "/b/k, b, k",
    "/b/a/b, b, a/b",
    "/b//k, b, /k",
    "/b//, b, /",
    "/b/../c, b, ../c",
    "/b/./k, b, ./k",
    "/b/k/, b, k/",
    "/b/a+b, b, a+b",
    "/b/a%2Bb, b, a+b",
    "/b/a%20b, b, a b",
    "/b/%C3%A9, b, é",
    "/b/%252F, b, %2F",
    "/b/a%2Fb, b, a/b",
    "/b/x%01y, b, x\u0001y",
    "/b%2Fc/k, b/c, k",
  })
  void keys_are_what_the_path_says(String path, String bucket, String key) {
    assertEquals(new Target.InObject(bucket, key), parse(path, "localhost:9000").target());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/b", "/b/"})
  void a_bucket_has_a_slash_or_not(String path) {
    assertEquals(new Target.InBucket("b"), parse(path, "localhost").target());
  }

  @Test
  void the_root_is_the_service() {
    assertEquals(new Target.Service(), parse("/", "localhost").target());
    assertEquals(new Target.Service(), parse("/", "s3.example.com:9000").target());
  }

  @ParameterizedTest
  @CsvSource({
    "b.s3.example.com, /k, b, k",
    "B.S3.Example.COM:9000, /k, b, k",
    "a.b.s3.example.com, /k, a.b, k",
    "b.example.com, /x/y, b, x/y",
    "b.s3.example.com, //k, b, /k",
    "bs3.example.org, /b/k, b, k",
    "[::1]:9000, /b/k, b, k",
    "127.0.0.1:9000, /b/k, b, k",
  })
  void hosts_name_buckets(String host, String path, String bucket, String key) {
    assertEquals(new Target.InObject(bucket, key), parse(path, host).target());
  }

  @Test
  void a_bucket_host_with_an_empty_path_is_the_bucket() {
    assertEquals(new Target.InBucket("b"), parse("/", "b.s3.example.com").target());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/b/%",
        "/b/%4",
        "/b/%zz",
        "/b/%-1",
        "/b/%C3",
        "/b/%FF",
        "/b/%ED%A0%80",
        "/b/%C0%AF",
        "/b/%00",
        "/b/a%00b",
        "/%00/k",
        "b/k",
        "*",
        "",
        "/b/\u20ac"
      })
  void paths_that_are_no_utf8_or_hold_nul_are_refused(String path) {
    assertEquals(S3Error.INVALID_URI, refusal(path).error());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "%zz", "a=%C3", "a=1&b=%F"})
  void queries_that_do_not_decode_are_refused(String query) {
    assertEquals(S3Error.INVALID_URI, refusal("/b?" + query).error());
  }

  @Test
  void an_empty_bucket_name_is_refused() {
    assertEquals(S3Error.INVALID_BUCKET_NAME, refusal("//k").error());
  }

  @Test
  void keys_have_at_most_1024_bytes_of_utf8() {
    assertEquals("k".repeat(1024), parse("/b/" + "k".repeat(1024), "localhost").key());
    assertEquals("é".repeat(512), parse("/b/" + "%C3%A9".repeat(512), "localhost").key());
    S3Failure refusal = refusal("/b/k" + "%C3%A9".repeat(512));
    assertEquals(S3Error.KEY_TOO_LONG, refusal.error());
    assertEquals(
        List.of(Map.entry("Size", "1025"), Map.entry("MaxSizeAllowed", "1024")),
        List.copyOf(refusal.details().entrySet()));
  }

  @Test
  void queries_are_decoded_and_the_first_of_a_name_wins() {
    Query query = parse("/b?uploads&prefix=a+b%2B&&x=1&x=2&=y&e=&eq=a=b", "localhost").query();
    assertEquals(
        Map.of("uploads", "", "prefix", "a b+", "x", "1", "", "y", "e", "", "eq", "a=b"),
        query.parameters());
  }

  @Test
  void amz_headers_of_presigned_requests_may_stand_in_the_query() {
    S3Call presigned =
        parse("/b/k?AWSAccessKeyId=A&X-Amz-Acl=private&x-amz-meta-a=1&other=2", "localhost");
    assertEquals("private", presigned.header("x-amz-acl").orElseThrow());
    assertEquals(Map.of("x-amz-meta-a", "1"), presigned.headers("x-amz-meta-"));
    S3Call plain = parse("/b/k?x-amz-acl=private", "localhost");
    assertEquals(Map.of(), plain.headers("x-amz-"));
    assertEquals(true, plain.header("x-amz-acl").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"abc", "a-b", "a.b.c", "0ab", "my-bucket-1", "aaa.1.2.3", "a--b", "192.168.1.x"})
  void good_bucket_names(String name) {
    assertEquals(true, BucketName.valid(name));
    assertEquals(true, BucketName.valid("a".repeat(63)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ab",
        "Abc",
        "a_b",
        "a..b",
        "a.-b",
        "a-.b",
        "-ab",
        "ab-",
        ".ab",
        "ab.",
        "192.168.5.4",
        "xn--abc",
        "sthree-abc",
        "amzn-s3-demo-x",
        "abc-s3alias",
        "abc--ol-s3",
        "abc.mrap",
        "abc--x-s3",
        "abc--table-s3",
        "a b",
        "é-é-é",
        "abc\n"
      })
  void bad_bucket_names(String name) {
    assertEquals(false, BucketName.valid(name));
    assertEquals(false, BucketName.valid("a".repeat(64)));
  }

  private static S3Failure refusal(String target) {
    return assertThrows(S3Failure.class, () -> parse(target, "localhost"));
  }

  private static S3Call parse(String target, String host) {
    return PARSER.parse(MemoryRequest.of("GET", target).header("host", host).head(), "id");
  }
}
