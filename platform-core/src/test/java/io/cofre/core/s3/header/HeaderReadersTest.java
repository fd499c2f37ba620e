package io.cofre.core.s3.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.model.Attributes;
import io.cofre.core.object.model.ETag;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.Protection;
import io.cofre.core.object.model.Tags;
import io.cofre.core.object.model.WriteCondition;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3CallParser;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.tck.fake.MemoryRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderReadersTest {
  private static final Instant MODIFIED = Instant.parse("2026-01-02T03:04:05.678Z");

  private static S3Call call(String... headers) {
    MemoryRequest request = MemoryRequest.of("PUT", "/b/k");
    for (int i = 0; i < headers.length; i += 2) {
      request = request.header(headers[i], headers[i + 1]);
    }
    return new S3CallParser(List.of()).parse(request.head(), "0");
  }

  private static S3Error refusal(org.junit.jupiter.api.function.Executable reading) {
    return assertThrows(S3Failure.class, reading).error();
  }

  private static ObjectInfo info() {
    return new ObjectInfo(
        new ObjectName("b", "k"),
        "v",
        10,
        MODIFIED,
        new ETag("abc"),
        Attributes.NONE,
        Tags.NONE,
        Optional.empty(),
        List.of(),
        "acme",
        new Protection.Service());
  }

  @ParameterizedTest
  @CsvSource({
    "b/k, b, k",
    "/b/k, b, k",
    "/b/a%20b%2Fc%3F, b, a b/c?",
    "b%2Fk, b, k",
    "b/a+b, b, a+b",
    "b/k?versionId=null, b, k",
    "b/%C3%A4, b, ä",
    "b/a?b, b, a?b"
  })
  void sources(String header, String bucket, String key) {
    assertEquals(new ObjectName(bucket, key), CopySource.read(call("x-amz-copy-source", header)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"b", "/b", "b/", "/", "//k", "", "b/%zz", "b/%", "b/%ff", "b/a%00b", "b%00/a"})
  void bad_sources(String header) {
    assertEquals(
        S3Error.INVALID_ARGUMENT,
        refusal(() -> CopySource.read(call("x-amz-copy-source", header))));
  }

  @Test
  void versions() {
    assertTrue(Versions.known("null"));
    assertFalse(Versions.known("3sL4kqtJlcpXroDTDmJ"));
    assertEquals(S3Error.INVALID_ARGUMENT, refusal(() -> Versions.known("")));
    assertEquals(S3Error.INVALID_ARGUMENT, refusal(() -> Versions.known("a b")));
    assertEquals(
        S3Error.NO_SUCH_VERSION,
        refusal(() -> CopySource.read(call("x-amz-copy-source", "b/k?versionId=abc"))));
  }

  @Test
  void tags() {
    assertEquals(
        Tags.of(Map.of("a", "1", "b c", "x=y", "d", "")),
        TagRules.ofHeader(call("x-amz-tagging", "a=1&b%20c=x%3Dy&d")));
    assertEquals(Tags.NONE, TagRules.ofHeader(call()));
    for (String bad :
        List.of(
            "a=1&a=2", "=1", "aws:x=1", "a=%00", "a".repeat(129) + "=1", "a=" + "b".repeat(257))) {
      assertEquals(
          S3Error.INVALID_TAG, refusal(() -> TagRules.ofHeader(call("x-amz-tagging", bad))), bad);
    }
    String eleven = "a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1&j=1&k=1";
    assertEquals(
        S3Error.INVALID_TAG, refusal(() -> TagRules.ofHeader(call("x-amz-tagging", eleven))));
    assertEquals(
        S3Error.INVALID_ARGUMENT, refusal(() -> TagRules.ofHeader(call("x-amz-tagging", "a=%zz"))));
  }

  @Test
  void attributes() {
    Attributes read =
        ObjectAttributes.read(
            call(
                "content-encoding", "aws-chunked, gzip",
                "cache-control", "no-cache",
                "expires", "whenever",
                "x-amz-meta-a", "\u00C3\u00A4 =?UTF-8?B?w6Q=?=",
                "x-amz-meta-", "empty name"));
    assertEquals(
        Map.of(
            "cache-control", "no-cache",
            "content-encoding", "gzip",
            "content-type", "binary/octet-stream",
            "expires", "whenever"),
        read.system());
    assertEquals("\u00C3\u00A4 =?UTF-8?B?w6Q=?=", read.user().get("a"));
    assertEquals(
        Map.of("content-type", "text/plain"),
        ObjectAttributes.read(call("content-type", "text/plain", "content-encoding", "aws-chunked"))
            .system());
  }

  @Test
  void metadata_has_two_kibibytes() {
    ObjectAttributes.read(call("x-amz-meta-a", "x".repeat(2047)));
    assertEquals(
        S3Error.METADATA_TOO_LARGE,
        refusal(() -> ObjectAttributes.read(call("x-amz-meta-a", "x".repeat(2048)))));
    assertEquals(
        S3Error.INVALID_REDIRECT_LOCATION,
        refusal(() -> ObjectAttributes.read(call("x-amz-website-redirect-location", "ftp://x"))));
  }

  @Test
  void conditions_of_writes() {
    assertEquals(new WriteCondition.Always(), WriteConditions.ofWrite(call()));
    assertEquals(new WriteCondition.Absent(), WriteConditions.ofWrite(call("if-none-match", "*")));
    assertEquals(
        new WriteCondition.Matching(List.of(new ETag("a"), new ETag("b"))),
        WriteConditions.ofWrite(call("if-match", "\"a\", b")));
    assertEquals(
        new WriteCondition.Matching(List.of()), WriteConditions.ofWrite(call("if-match", "*")));
    assertEquals(
        S3Error.NOT_IMPLEMENTED,
        refusal(() -> WriteConditions.ofWrite(call("if-none-match", "\"a\""))));
    assertEquals(
        S3Error.NOT_IMPLEMENTED,
        refusal(() -> WriteConditions.ofRemoval(call("x-amz-if-match-size", "1"))));
    assertEquals(
        S3Error.INVALID_ARGUMENT, refusal(() -> WriteConditions.ofWrite(call("if-match", " "))));
  }

  /// RFC 9110 section 13.2.2, over every combination of what the four conditions can say.
  @Test
  void conditions_of_reads_follow_the_order_of_http() {
    String before = "Fri, 02 Jan 2026 03:04:04 GMT";
    String same = "Fri, 02 Jan 2026 03:04:05 GMT";
    for (String match : new String[] {"", "\"abc\"", "*", "\"x\"", "x, abc"}) {
      for (String unmodified : new String[] {"", before, same, "nonsense"}) {
        for (String none : new String[] {"", "\"abc\"", "W/\"abc\"", "*", "\"x\""}) {
          for (String since : new String[] {"", before, same, "nonsense"}) {
            assertEquals(
                expected(match, unmodified.equals(before), none, since.equals(same)),
                verdict(match, unmodified, none, since),
                String.join(" | ", match, unmodified, none, since));
          }
        }
      }
    }
  }

  private static int expected(String match, boolean modified, String none, boolean notSince) {
    boolean failed = match.isEmpty() ? modified : match.equals("\"x\"");
    boolean unchanged = none.isEmpty() ? notSince : !none.equals("\"x\"");
    return failed ? 412 : unchanged ? 304 : 200;
  }

  private static int verdict(String match, String unmodified, String none, String since) {
    MemoryRequest request = MemoryRequest.of("GET", "/b/k");
    String[] names = {"if-match", "if-unmodified-since", "if-none-match", "if-modified-since"};
    String[] values = {match, unmodified, none, since};
    for (int i = 0; i < 4; i++) {
      request = values[i].isEmpty() ? request : request.header(names[i], values[i]);
    }
    S3Call call = new S3CallParser(List.of()).parse(request.head(), "0");
    try {
      return switch (ReadConditions.ofRead(call).judge(info())) {
        case GO_ON -> 200;
        case NOT_MODIFIED -> 304;
      };
    } catch (S3Failure e) {
      return e.error().status();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "1994-11-06T08:49:37Z"
      })
  void dates(String text) {
    Instant expected = Instant.parse("1994-11-06T08:49:37Z");
    assertEquals(Optional.of(expected), HttpDates.read(text));
    assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", HttpDates.write(expected));
    assertEquals(Optional.empty(), HttpDates.read("yesterday"));
  }

  @Test
  void rules_of_writes() {
    WriteRules.ofObject(call("x-amz-acl", "private", "x-amz-storage-class", "STANDARD"));
    WriteRules.ofObject(call("x-amz-acl", "bucket-owner-full-control"));
    assertEquals(
        S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED,
        refusal(() -> WriteRules.ofObject(call("x-amz-acl", "public-read"))));
    assertEquals(
        S3Error.ACCESS_CONTROL_LIST_NOT_SUPPORTED,
        refusal(() -> WriteRules.ofObject(call("x-amz-grant-read", "id=x"))));
    assertEquals(
        S3Error.INVALID_STORAGE_CLASS,
        refusal(() -> WriteRules.ofObject(call("x-amz-storage-class", "GLACIER"))));
    assertEquals(
        S3Error.INVALID_REQUEST,
        refusal(() -> WriteRules.ofObject(call("x-amz-object-lock-mode", "GOVERNANCE"))));
    assertEquals(
        S3Error.NOT_IMPLEMENTED,
        refusal(() -> WriteRules.ofBucket(call("x-amz-bucket-object-lock-enabled", "true"))));
  }

  @Test
  void types_of_checksums() {
    assertEquals(Checksum.Type.COMPOSITE, type("SHA256"));
    assertEquals(Checksum.Type.COMPOSITE, type("crc32"));
    assertEquals(Checksum.Type.FULL_OBJECT, type("CRC64NVME"));
    assertEquals(Checksum.Type.FULL_OBJECT, type("CRC32C", "FULL_OBJECT"));
    assertEquals(S3Error.INVALID_REQUEST, refusal(() -> type("SHA1", "FULL_OBJECT")));
    assertEquals(S3Error.INVALID_REQUEST, refusal(() -> type("CRC64NVME", "COMPOSITE")));
    assertEquals(S3Error.INVALID_REQUEST, refusal(() -> type("SHA3")));
    assertEquals(S3Error.INVALID_REQUEST, refusal(() -> type("SHA1", "HALF")));
    assertEquals(
        S3Error.INVALID_REQUEST,
        refusal(() ->
            ChecksumHeaders.type(
                call("x-amz-checksum-type", "COMPOSITE"), ChecksumAlgorithm.CRC64NVME)));
  }

  private static Checksum.Type type(String... said) {
    S3Call call =
        said.length == 1
            ? call("x-amz-checksum-algorithm", said[0])
            : call("x-amz-checksum-algorithm", said[0], "x-amz-checksum-type", said[1]);
    return ChecksumHeaders.type(call, ChecksumHeaders.algorithm(call).orElseThrow());
  }

  @Test
  void readers_of_bytes_from_outside_fail_as_s3_only() {
    Random random = new Random(3);
    String alphabet = "ab%/=&?+-,\"* \u00e4\u0000:0129bytesversionId";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(16);
      for (int j = 0; j < length; j++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String value = text.toString();
      tolerate(() -> CopySource.read(call("x-amz-copy-source", value)));
      tolerate(() -> TagRules.ofHeader(call("x-amz-tagging", value)));
      tolerate(() -> WriteConditions.ofWrite(call("if-match", value)));
      tolerate(() -> ReadConditions.ofRead(call("if-none-match", value)).judge(info()));
      tolerate(() -> ByteRange.read("bytes=" + value, 10));
      tolerate(() -> ChecksumHeaders.claimed(call("x-amz-checksum-crc32", value)));
      tolerate(() -> HttpDates.read(value));
    }
  }

  private static void tolerate(Runnable reading) {
    try {
      reading.run();
    } catch (S3Failure e) {
      assertEquals(4, e.error().status() / 100);
    }
  }
}
