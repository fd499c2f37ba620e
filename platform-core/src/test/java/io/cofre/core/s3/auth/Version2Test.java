package io.cofre.core.s3.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.tck.fake.MemoryRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Version2Test {
  private static final String EXPIRES = Long.toString(Signing.NOW.getEpochSecond() + 60);
  private static final String DATE = "Fri, 24 May 2013 00:00:00 GMT";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/b/a%20b | | '' | /b/a%20b",
        "/b | | '' | /b",
        "/b | &prefix=x | '' | /b/",
        "/b | &uploads= | '' | /b/?uploads",
        "/b/ | &prefix=x | '' | /b/",
        "/b/k | &versionId=1&prefix=x | '' | /b/k?versionId=1",
        "/b/k | &uploadId=u&partNumber=2 | '' | /b/k?partNumber=2&uploadId=u",
        "/b/k | &response-content-type=a%2Fb | '' | /b/k?response-content-type=a/b",
        "/b/k | &x-amz-acl=private&x-amz-meta-a=1 | 'x-amz-acl:private,x-amz-meta-a:1,' | /b/k",
      })
  void presigned_urls_as_botocore_makes_them(
      String path, String query, String amz, String resource) {
    String text = "PUT\n\n\n" + EXPIRES + "\n" + amz.replace(',', '\n') + resource;
    S3Call call = presigned("PUT", path, (query == null ? "" : query), sign(text), EXPIRES);
    assertEquals("acme", Signing.authenticator().verify(call).caller().account());
  }

  @ParameterizedTest
  @CsvSource({"/b/, /b", "/b/k, /b/k/", "/b/k/, /b/k", "/, //"})
  void no_other_slash_is_forgiven(String path, String resource) {
    String text = "GET\n\n\n" + EXPIRES + "\n" + resource;
    S3Call call = presigned("GET", path, "", sign(text), EXPIRES);
    assertEquals(S3Error.SIGNATURE_DOES_NOT_MATCH, refusal(call).error());
  }

  @Test
  void a_content_type_in_the_query_of_a_presigned_url_is_signed() {
    String text = "PUT\n\ntext/plain\n" + EXPIRES + "\n/b/k";
    S3Call call = presigned("PUT", "/b/k", "&content-type=text%2Fplain", sign(text), EXPIRES);
    assertEquals("acme", Signing.authenticator().verify(call).caller().account());
  }

  @Test
  void the_bucket_of_the_host_is_signed() {
    for (List<String> row :
        List.of(List.of("/", "/b/"), List.of("/b/k", "/b/b/k"), List.of("/k", "/b/k"))) {
      MemoryRequest request =
          MemoryRequest.of("GET", row.getFirst())
              .header("host", "b.s3.example")
              .header("date", DATE)
              .header(
                  "authorization",
                  "AWS %s:%s".formatted(Signing.ID, sign("GET\n\n\n" + DATE + "\n" + row.get(1))));
      assertEquals("acme", verify(request).caller().account());
    }
  }

  @Test
  void x_amz_date_stands_for_the_date() {
    MemoryRequest request =
        MemoryRequest.of("GET", "/b/k")
            .header("host", "s3.example")
            .header("date", "Tue, 07 Jul 2010 21:53:04 GMT")
            .header("x-amz-date", DATE)
            .header(
                "authorization",
                "AWS %s:%s"
                    .formatted(Signing.ID, sign("GET\n\n\n\nx-amz-date:" + DATE + "\n/b/k")));
    assertEquals("acme", verify(request).caller().account());
  }

  @Test
  void an_expired_url_says_when_it_did() {
    Instant late = Signing.NOW.plusSeconds(61);
    S3Call call = presigned("GET", "/b/k", "", sign("GET\n\n\n" + EXPIRES + "\n/b/k"), EXPIRES);
    S3Failure refusal =
        assertThrows(S3Failure.class, () -> Signing.authenticator(late).verify(call));
    assertEquals("Request has expired", refusal.getMessage());
    assertEquals(
        Map.of("Expires", "2013-05-24T00:01:00Z", "ServerTime", "2013-05-24T00:01:01Z"),
        refusal.details());
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "99999999999999999999", "-99999999999999999"})
  void an_expiry_must_be_a_time(String expires) {
    S3Call call = presigned("GET", "/b/k", "", "x", expires);
    S3Failure refusal = refusal(call);
    assertEquals(S3Error.ACCESS_DENIED, refusal.error());
    assertTrue(refusal.getMessage().startsWith("Invalid date (should be seconds since epoch)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AWSAccessKeyId=x&Signature=y", "AWSAccessKeyId=x&Expires=9", "Signature=y"})
  void a_presigned_url_needs_its_three_parameters(String query) {
    S3Failure refusal =
        refusal(Signing.call(MemoryRequest.of("GET", "/b?" + query).header("host", "h")));
    assertEquals(S3Error.ACCESS_DENIED, refusal.error());
    assertTrue(refusal.getMessage().startsWith("Query-string authentication requires"));
  }

  @Test
  void a_mismatch_shows_no_customer_key() {
    S3Call call =
        presigned(
            "GET",
            "/b/k",
            "&x-amz-server-side-encryption-customer-key=THEKEY&x-amz-acl=private",
            "wrong",
            EXPIRES);
    S3Failure refusal = refusal(call);
    assertEquals(S3Error.SIGNATURE_DOES_NOT_MATCH, refusal.error());
    assertTrue(refusal.details().get("StringToSign").contains("x-amz-acl:private"));
    assertFalse(refusal.details().toString().contains("THEKEY"));
    assertFalse(refusal.details().toString().contains("54 48 45 4b 45 59"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tue, 07 Jul 2010 21:53:04 GMT | REQUEST_TIME_TOO_SKEWED",
        "Tue, 07 Jul 2030 21:53:04 GMT | REQUEST_TIME_TOO_SKEWED",
        "Tue, 07 Jul 9999 21:53:04 GMT | REQUEST_TIME_TOO_SKEWED",
        "Tue, 07 Jul 1950 21:53:04 GMT | ACCESS_DENIED",
        "Bad Date | ACCESS_DENIED",
        "'' | ACCESS_DENIED",
      })
  void dates_of_header_signatures_are_checked(String date, S3Error error) {
    MemoryRequest request =
        MemoryRequest.of("GET", "/b/k")
            .header("host", "s3.example")
            .header("x-amz-date", date)
            .header("authorization", "AWS " + Signing.ID + ":x");
    assertEquals(error, refusal(Signing.call(request)).error());
  }

  @Test
  void signed_chunks_need_version_4() {
    String text =
        "PUT\n\n\n" + EXPIRES + "\nx-amz-content-sha256:STREAMING-AWS4-HMAC-SHA256-PAYLOAD\n/b/k";
    S3Call call =
        presigned(
            "PUT",
            "/b/k",
            "&x-amz-content-sha256=STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
            sign(text),
            EXPIRES);
    assertEquals(S3Error.INVALID_REQUEST, refusal(call).error());
  }

  private static Verified verify(MemoryRequest request) {
    return Signing.authenticator().verify(Signing.call(request));
  }

  private static S3Failure refusal(S3Call call) {
    return assertThrows(S3Failure.class, () -> Signing.authenticator().verify(call));
  }

  private static S3Call presigned(
      String method, String path, String query, String signature, String expires) {
    String target =
        path
            + "?AWSAccessKeyId="
            + Signing.ID
            + "&Expires="
            + expires
            + query
            + "&Signature="
            + Signing.encoded(signature);
    return Signing.call(MemoryRequest.of(method, target).header("host", "s3.example"));
  }

  private static String sign(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(Signing.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
