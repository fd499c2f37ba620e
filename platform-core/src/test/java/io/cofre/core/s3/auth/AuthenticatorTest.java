package io.cofre.core.s3.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.tck.fake.MemoryRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorTest {
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  @Test
  void no_session_has_a_token() {
    Map<String, String> header = Map.of("x-amz-security-token", "of another cloud");
    S3Call signed = Signing.signed("GET", "/b/k", UNSIGNED, header);
    S3Call presigned =
        Signing.call(
            MemoryRequest.of(
                    "GET",
                    Signing.presigned("GET", "/b/k", Map.of("X-Amz-Security-Token", "stale")))
                .header("host", "s3.example"));
    S3Call second =
        Signing.call(
            MemoryRequest.of(
                    "GET", Signing.presigned2("GET", "/b/k", Map.of("x-amz-security-token", "t")))
                .header("host", "s3.example"));
    for (S3Call call : List.of(signed, presigned, second)) {
      S3Failure refusal = assertThrows(S3Failure.class, () -> Signing.authenticator().verify(call));
      assertEquals(S3Error.INVALID_TOKEN, refusal.error());
      assertFalse(refusal.details().toString().contains("stale"));
    }
  }

  @Test
  void each_payload_name_says_how_the_body_is_protected() {
    assertInstanceOf(PayloadProtection.Unsigned.class, payload(UNSIGNED));
    assertEquals(new PayloadProtection.Single(Signing.EMPTY), payload(Signing.EMPTY));
    assertInstanceOf(
        PayloadProtection.UnsignedTrailer.class, payload("STREAMING-UNSIGNED-PAYLOAD-TRAILER"));
    for (String trailer : List.of("", "-TRAILER")) {
      PayloadProtection.SignedChunks chunks =
          assertInstanceOf(
              PayloadProtection.SignedChunks.class,
              payload("STREAMING-AWS4-HMAC-SHA256-PAYLOAD" + trailer));
      assertEquals(!trailer.isEmpty(), chunks.trailer());
      assertEquals(Signing.DATE, chunks.seed().timestamp());
      assertEquals(Signing.SCOPE, chunks.seed().scope());
      assertEquals(Signing.sign("text"), chunks.seed().key().sign("text"));
    }
  }

  @Test
  void payload_names_that_are_unknown_or_missing_are_refused() {
    S3Failure unknown = refusal(signed("sha256", Map.of()));
    assertEquals(S3Error.INVALID_ARGUMENT, unknown.error());
    assertEquals("sha256", unknown.details().get("ArgumentValue"));
    assertEquals(
        S3Error.NOT_IMPLEMENTED,
        refusal(signed("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", Map.of())).error());
    SortedMap<String, String> headers =
        new TreeMap<>(Map.of("host", "s3.example", "x-amz-date", Signing.DATE));
    MemoryRequest request = MemoryRequest.of("GET", "/b/k");
    headers.forEach(request::header);
    request.header("authorization", Signing.authorization("GET", "/b/k", headers));
    assertEquals(
        "Missing required header for this request: x-amz-content-sha256",
        refusal(Signing.call(request)).getMessage());
  }

  @Test
  void blanks_and_order_in_the_authorization_header_do_not_matter() {
    String signature = authorization().replaceAll(".*Signature=", "");
    String credential = "Credential=" + Signing.ID + "/" + Signing.SCOPE;
    String signed = "SignedHeaders=host;x-amz-content-sha256;x-amz-date";
    for (String value :
        List.of(
            "AWS4-HMAC-SHA256 %s,%s,Signature=%s".formatted(credential, signed, signature),
            "AWS4-HMAC-SHA256 Signature=%s , %s,   %s".formatted(signature, signed, credential),
            "AWS4-HMAC-SHA256   %s, Signature=%s,%s  ".formatted(credential, signature, signed))) {
      assertEquals("acme", Signing.authenticator().verify(with(value)).caller().account());
    }
  }

  @Test
  void who_signs_nothing_is_nobody() {
    MemoryRequest request = MemoryRequest.of("GET", "/b/k").header("host", "s3.example");
    assertTrue(Signing.authenticator().verify(Signing.call(request)).caller().anonymous());
    assertTrue(Signing.authenticator().verify(with("")).caller().anonymous());
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer x, INVALID_ARGUMENT",
    "AWS4-ECDSA-P256-SHA256 Credential=x, INVALID_REQUEST",
    "AWS HAHAHA, INVALID_ARGUMENT",
    "AWS4-HMAC-SHA256, AUTHORIZATION_HEADER_MALFORMED",
    "AWS4-HMAC-SHA256 x, AUTHORIZATION_HEADER_MALFORMED",
    "AWS4-HMAC-SHA256 Credential=x, AUTHORIZATION_HEADER_MALFORMED",
  })
  void strange_authorization_headers_are_refused(String value, S3Error error) {
    assertEquals(error, refusal(with(value)).error());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SignedHeaders= | Other= | The authorization header requires three components: Credential,"
            + " SignedHeaders, and Signature.",
        ", Signature= | , Signature=0, Signature= | The authorization header requires three"
            + " components: Credential, SignedHeaders, and Signature.",
        "/s3/aws4_request | /aws4_request | the Credential is mal-formed; expecting"
            + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
        "us-east-1 | eu-west-1 | the region 'eu-west-1' is wrong; expecting 'us-east-1'",
        "/s3/ | /ec2/ | incorrect service \"ec2\". This endpoint belongs to \"s3\".",
        "aws4_request | aws5_request | incorrect terminal \"aws5_request\". This endpoint uses"
            + " \"aws4_request\".",
        "/20130524/ | /20130523/ | Invalid credential date \"20130523\". This date is not the same"
            + " as X-Amz-Date: \"20130524\".",
      })
  void malformed_components_are_named(String from, String to, String message) {
    S3Failure refusal = refusal(with(authorization().replace(from, to)));
    assertEquals(S3Error.AUTHORIZATION_HEADER_MALFORMED, refusal.error());
    assertEquals("The authorization header is malformed; " + message, refusal.getMessage());
    if (message.contains("region")) {
      assertEquals(Map.of("Region", "us-east-1"), refusal.details());
    }
  }

  @Test
  void where_a_bucket_is_may_be_asked_with_any_region() {
    S3Call call = Signing.signed("GET", "/b?location=", UNSIGNED, Map.of());
    Authenticator elsewhere =
        new Authenticator(
            io.cofre.core.identity.RootAccessKeys.of(
                "acme", Signing.ID, io.cofre.api.plugin.Secret.of(Signing.SECRET)),
            "eu-west-1",
            java.time.InstantSource.fixed(Signing.NOW));
    assertEquals("acme", elsewhere.verify(call).caller().account());
    S3Call other = Signing.signed("GET", "/b?acl=", UNSIGNED, Map.of());
    assertEquals(
        S3Error.AUTHORIZATION_HEADER_MALFORMED,
        assertThrows(S3Failure.class, () -> elsewhere.verify(other)).error());
  }

  @Test
  void unknown_access_keys_are_named() {
    S3Failure refusal = refusal(with(authorization().replace(Signing.ID, "AKIDOTHER")));
    assertEquals(S3Error.INVALID_ACCESS_KEY_ID, refusal.error());
    assertEquals(Map.of("AWSAccessKeyId", "AKIDOTHER"), refusal.details());
  }

  @Test
  void headers_that_must_be_signed_are_named() {
    MemoryRequest request =
        unsigned(authorization())
            .header("x-amz-meta-z", "1")
            .header("x-amz-acl", "private")
            .header("other", "1");
    S3Failure refusal = refusal(Signing.call(request));
    assertEquals(S3Error.ACCESS_DENIED, refusal.error());
    assertEquals(Map.of("HeadersNotSigned", "x-amz-acl, x-amz-meta-z"), refusal.details());
    S3Failure host = refusal(with(authorization().replace("host;", "")));
    assertEquals(Map.of("HeadersNotSigned", "host"), host.details());
  }

  @Test
  void a_mismatch_tells_what_should_have_been_signed_and_no_secret() {
    S3Call call =
        signed(
            UNSIGNED,
            Map.of(
                "x-amz-server-side-encryption-customer-key", "THEKEY", "x-amz-meta-a", "changed"));
    MemoryRequest request = MemoryRequest.of("PUT", "/b/k");
    call.head().headers().forEach((n, v) -> request.header(n, v.getFirst()));
    S3Failure refusal = refusal(Signing.call(request));
    assertEquals(S3Error.SIGNATURE_DOES_NOT_MATCH, refusal.error());
    assertEquals(
        List.of(
            "AWSAccessKeyId",
            "StringToSign",
            "SignatureProvided",
            "StringToSignBytes",
            "CanonicalRequest",
            "CanonicalRequestBytes"),
        List.copyOf(refusal.details().keySet()));
    assertTrue(refusal.details().get("StringToSign").startsWith("AWS4-HMAC-SHA256\n20130524T"));
    assertTrue(refusal.details().get("StringToSignBytes").startsWith("41 57 53 34 2d 48"));
    assertTrue(refusal.details().get("CanonicalRequest").contains("x-amz-meta-a:changed"));
    assertFalse(refusal.details().toString().contains("THEKEY"));
    assertFalse(refusal.details().toString().contains("54 48 45 4b 45 59"));
  }

  @Test
  void the_secret_of_a_key_may_change_under_the_remembered_signing_key() {
    SigningKeys keys = new SigningKeys();
    Scope scope = Place.HEADER.credential(Signing.ID + "/" + Signing.SCOPE).scope();
    var one = io.cofre.api.plugin.Secret.of(Signing.SECRET);
    var two = io.cofre.api.plugin.Secret.of("another");
    String first = keys.key("id", one, scope).sign("text");
    assertEquals(Signing.sign("text"), first);
    assertFalse(first.equals(keys.key("id", two, scope).sign("text")));
    assertEquals(first, keys.key("id", one, scope).sign("text"));
    for (int i = 0; i < 3 * SigningKeys.CAPACITY; i++) {
      keys.key("id" + i, one, scope).close();
    }
    assertEquals(SigningKeys.CAPACITY, keys.size());
    SigningKey key = keys.key("id", one, scope);
    key.close();
    assertThrows(IllegalStateException.class, () -> key.sign("text"));
  }

  @ParameterizedTest
  @ValueSource(longs = {-901, 901, 86_400 * 400})
  void times_are_at_most_15_minutes_off(long seconds) {
    Authenticator late = Signing.authenticator(Signing.NOW.plusSeconds(seconds));
    S3Failure refusal =
        assertThrows(S3Failure.class, () -> late.verify(signed(UNSIGNED, Map.of())));
    assertEquals(S3Error.REQUEST_TIME_TOO_SKEWED, refusal.error());
    assertEquals(
        Map.of(
            "RequestTime",
            Signing.DATE,
            "ServerTime",
            Signing.NOW.plusSeconds(seconds).toString(),
            "MaxAllowedSkewMilliseconds",
            "900000"),
        refusal.details());
  }

  @ParameterizedTest
  @ValueSource(longs = {-900, 0, 900})
  void times_within_15_minutes_are_good(long seconds) {
    Signing.authenticator(Signing.NOW.plusSeconds(seconds)).verify(signed(UNSIGNED, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bad Date",
        "20130524",
        "20130524T0000Z",
        "20131324T000000Z",
        "Tue, 07 Jul 1950 21:53:04 GMT"
      })
  void dates_must_be_readable(String date) {
    S3Failure refusal = refusal(signed(UNSIGNED, Map.of("x-amz-date", date)));
    assertEquals(S3Error.ACCESS_DENIED, refusal.error());
    assertEquals(
        "AWS authentication requires a valid Date or x-amz-date header", refusal.getMessage());
  }

  @Test
  void several_mechanisms_at_once_are_refused() {
    for (String target : List.of(Signing.presigned("GET", "/b/k", Map.of()), "/b/k?Signature=x")) {
      MemoryRequest request =
          MemoryRequest.of("GET", target)
              .header("host", "s3.example")
              .header("authorization", authorization());
      S3Failure refusal = refusal(Signing.call(request));
      assertEquals(S3Error.INVALID_ARGUMENT, refusal.error());
      assertTrue(refusal.getMessage().startsWith("Only one auth mechanism allowed"));
    }
  }

  @Test
  void a_presigned_url_is_good_until_it_expires() {
    S3Call call = presigned(Map.of("X-Amz-Expires", "604800"));
    assertEquals(
        new PayloadProtection.Unsigned(),
        Signing.authenticator(Signing.NOW.plus(Duration.ofDays(7))).verify(call).payload());
    S3Failure expired =
        assertThrows(
            S3Failure.class,
            () ->
                Signing.authenticator(Signing.NOW.plus(Duration.ofDays(7)).plusSeconds(1))
                    .verify(call));
    assertEquals(S3Error.ACCESS_DENIED, expired.error());
    assertEquals("Request has expired", expired.getMessage());
    assertEquals(
        Map.of(
            "X-Amz-Expires",
            "604800",
            "Expires",
            "2013-05-31T00:00:00Z",
            "ServerTime",
            "2013-05-31T00:00:01Z"),
        expired.details());
    S3Failure early =
        assertThrows(
            S3Failure.class,
            () -> Signing.authenticator(Signing.NOW.minusSeconds(901)).verify(call));
    assertEquals("Request is not yet valid", early.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Amz-Expires | soon | X-Amz-Expires should be a number",
        "X-Amz-Expires | -1 | X-Amz-Expires must be non-negative",
        "X-Amz-Expires | 604801 | X-Amz-Expires must be less than a week (in seconds); that is, the"
            + " given X-Amz-Expires must be less than 604800 seconds",
        "X-Amz-Algorithm | AWS5 | X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"",
        "X-Amz-Date | today | X-Amz-Date must be in the ISO8601 Long Format"
            + " \"yyyyMMdd'T'HHmmss'Z'\"",
        "X-Amz-Credential | a/b/c | Error parsing the X-Amz-Credential parameter; the Credential is"
            + " mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
        "X-Amz-Credential | a/20130524/x/s3/aws4_request | Error parsing the X-Amz-Credential"
            + " parameter; the region 'x' is wrong; expecting 'us-east-1'",
      })
  void malformed_parameters_are_named(String name, String value, String message) {
    S3Failure refusal = refusal(presigned(Map.of(name, value)));
    assertEquals(S3Error.AUTHORIZATION_QUERY_PARAMETERS_ERROR, refusal.error());
    assertEquals(message, refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Amz-Algorithm",
        "X-Amz-Credential",
        "X-Amz-Date",
        "X-Amz-Expires",
        "X-Amz-SignedHeaders",
        "X-Amz-Signature"
      })
  void a_presigned_url_needs_all_its_parameters(String name) {
    String target =
        Signing.presigned("GET", "/b/k", Map.of()).replaceAll("(?<=[?&])" + name + "=[^&]*", "");
    S3Failure refusal =
        refusal(Signing.call(MemoryRequest.of("GET", target).header("host", "s3.example")));
    assertEquals(S3Error.AUTHORIZATION_QUERY_PARAMETERS_ERROR, refusal.error());
    assertTrue(refusal.getMessage().startsWith("Query-string authentication version 4 requires"));
  }

  @Test
  void a_presigned_url_covers_its_query_and_its_method() {
    String target = Signing.presigned("GET", "/b/k", Map.of("versionId", "1"));
    for (MemoryRequest request :
        List.of(
            MemoryRequest.of("GET", target.replace("versionId=1", "versionId=2")),
            MemoryRequest.of("GET", target + "&acl"),
            MemoryRequest.of("PUT", target),
            MemoryRequest.of("GET", target.replace("/b/k", "/b/l")))) {
      assertEquals(
          S3Error.SIGNATURE_DOES_NOT_MATCH,
          refusal(Signing.call(request.header("host", "s3.example"))).error());
    }
  }

  private static PayloadProtection payload(String name) {
    return Signing.authenticator().verify(signed(name, Map.of())).payload();
  }

  private static S3Call presigned(Map<String, String> parameters) {
    return Signing.call(
        MemoryRequest.of("GET", Signing.presigned("GET", "/b/k", parameters))
            .header("host", "s3.example"));
  }

  private static S3Call signed(String payload, Map<String, String> headers) {
    return Signing.signed("GET", "/b/k", payload, headers);
  }

  private static String authorization() {
    return signed(UNSIGNED, Map.of()).head().header("authorization").orElseThrow();
  }

  private static S3Call with(String authorization) {
    return Signing.call(unsigned(authorization));
  }

  private static MemoryRequest unsigned(String authorization) {
    return MemoryRequest.of("GET", "/b/k")
        .header("host", "s3.example")
        .header("x-amz-date", Signing.DATE)
        .header("x-amz-content-sha256", UNSIGNED)
        .header("authorization", authorization);
  }

  private static S3Failure refusal(S3Call call) {
    return assertThrows(S3Failure.class, () -> Signing.authenticator().verify(call));
  }
}
