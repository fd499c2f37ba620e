package io.cofre.core.s3.auth;

import io.cofre.core.identity.AccessKeys;
import io.cofre.core.s3.message.Query;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Checks signatures of Version 2, which boto3 and the AWS command line still presign with in many
/// regions, and s3cmd signs with when told to. Thread-safe.
///
/// Source: "Signing and authenticating REST requests (Signature Version 2)", Amazon S3 developer
/// guide.
final class Version2 {
  private static final String ALGORITHM = "HmacSHA1";

  private final Keyring keyring;

  Version2(Keyring keyring) {
    this.keyring = keyring;
  }

  /// Check `Authorization: AWS id:signature`.
  Verified header(S3Call call, String authorization, Instant now) {
    String credentials = authorization.substring("AWS ".length()).strip();
    int colon = credentials.lastIndexOf(':');
    if (colon < 1) {
      throw new S3Failure(
          S3Error.INVALID_ARGUMENT,
          "AWS authorization header is invalid.  Expected AwsAccessKeyId:signature",
          Map.of("ArgumentName", "Authorization"));
    }
    SigningTime.ofHeaders(call).requireCurrent(now);
    String date =
        call.head().header("x-amz-date").isPresent()
            ? ""
            : CanonicalHeaders.value(call.head(), "date");
    return check(call, credentials.substring(0, colon), credentials.substring(colon + 1), date);
  }

  /// Check a presigned URL.
  Verified query(S3Call call, Instant now) {
    String accessKey = parameter(call.query(), "AWSAccessKeyId");
    String signature = parameter(call.query(), "Signature");
    String expires = parameter(call.query(), "Expires");
    Instant end;
    try {
      end = Instant.ofEpochSecond(Math.min(Long.parseLong(expires), Instant.MAX.getEpochSecond()));
    } catch (NumberFormatException | java.time.DateTimeException malformed) {
      throw new S3Failure(
          S3Error.ACCESS_DENIED, "Invalid date (should be seconds since epoch): " + expires);
    }
    if (now.isAfter(end)) {
      Map<String, String> details = new LinkedHashMap<>();
      details.put("Expires", SigningTime.shown(end));
      details.put("ServerTime", SigningTime.shown(now));
      throw new S3Failure(S3Error.ACCESS_DENIED, "Request has expired", details);
    }
    return check(call, accessKey, signature, expires);
  }

  private Verified check(S3Call call, String accessKey, String signature, String date) {
    AccessKeys.AccessKey found = keyring.require(accessKey);
    boolean signed =
        Stream.of(
                Version2Text.of(call, date, new Redaction(false)), Version2Text.slashed(call, date))
            .map(text -> found.secret().useUtf8(secret -> sign(secret, text)))
            .anyMatch(computed -> Version4.same(computed, signature));
    if (!signed) {
      throw Mismatch.version2(
          accessKey, Version2Text.of(call, date, new Redaction(true)), signature);
    }
    PayloadName payload =
        PayloadName.of(call.header("x-amz-content-sha256").orElse("UNSIGNED-PAYLOAD"));
    return new Verified(found.caller(), payload.protection(Version2::noSeed));
  }

  private static ChunkSeed noSeed() {
    throw new S3Failure(
        S3Error.INVALID_REQUEST, "Signed chunks need a request signed with AWS4-HMAC-SHA256.");
  }

  private static String parameter(Query query, String name) {
    return query
        .get(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() ->
            new S3Failure(
                S3Error.ACCESS_DENIED,
                "Query-string authentication requires the Signature, Expires and AWSAccessKeyId"
                    + " parameters"));
  }

  private static String sign(byte[] secret, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      byte[] bytes = text.getBytes(Version4.wire(text));
      return new String(Base64.getEncoder().encode(mac.doFinal(bytes)), StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
