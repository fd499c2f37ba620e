package io.cofre.core.s3.auth;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tells a client what its signature should have covered, so that it finds its mistake.
final class Mismatch {
  private static final HexFormat BYTES = HexFormat.ofDelimiter(" ");

  private Mismatch() {}

  static S3Failure version4(Claim claim, String stringToSign, String canonical) {
    Map<String, String> details =
        details(claim.credential().accessKey(), stringToSign, claim.signature());
    details.put("CanonicalRequest", canonical);
    details.put("CanonicalRequestBytes", bytes(canonical));
    return failure(details);
  }

  static S3Failure version2(String accessKey, String shownToSign, String signature) {
    return failure(details(accessKey, shownToSign, signature));
  }

  private static S3Failure failure(Map<String, String> details) {
    return new S3Failure(
        S3Error.SIGNATURE_DOES_NOT_MATCH, S3Error.SIGNATURE_DOES_NOT_MATCH.message(), details);
  }

  private static Map<String, String> details(String key, String toSign, String signature) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("AWSAccessKeyId", key);
    details.put("StringToSign", toSign);
    details.put("SignatureProvided", signature);
    details.put("StringToSignBytes", bytes(toSign));
    return details;
  }

  private static String bytes(String text) {
    return BYTES.formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
