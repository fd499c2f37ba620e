package io.cofre.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs requests with AWS Signature Version 4, leaving the payload unsigned.
final class Signer {
  static final String ACCESS_KEY = "benchmark";
  static final String SECRET_KEY = "benchmark-secret";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final String host;

  Signer(String host) {
    this.host = host;
  }

  String head(String method, String path, long length) {
    String now = TIME.format(Instant.now());
    String scope = now.substring(0, 8) + "/us-east-1/s3/aws4_request";
    String canonical =
        "%s\n%s\n\nhost:%s\nx-amz-content-sha256:UNSIGNED-PAYLOAD\nx-amz-date:%s\n\nhost;x-amz-content-sha256;x-amz-date\nUNSIGNED-PAYLOAD"
            .formatted(method, path, host, now);
    String toSign = "AWS4-HMAC-SHA256\n%s\n%s\n%s".formatted(now, scope, sha256(canonical));
    byte[] key = ("AWS4" + SECRET_KEY).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    String signature = HexFormat.of().formatHex(hmac(key, toSign));
    return """
    %s %s HTTP/1.1\r
    Host: %s\r
    x-amz-content-sha256: UNSIGNED-PAYLOAD\r
    x-amz-date: %s\r
    Content-Length: %d\r
    Authorization: AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=%s\r
    \r
    """
        .formatted(method, path, host, now, length, ACCESS_KEY, scope, signature);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
