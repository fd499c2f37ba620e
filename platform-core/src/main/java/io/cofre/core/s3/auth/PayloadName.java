package io.cofre.core.s3.auth;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// What `x-amz-content-sha256` says.
///
/// @param text the header's value
record PayloadName(String text) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

  static PayloadName of(String text) {
    return new PayloadName(text);
  }

  /// Understand it.
  ///
  /// @param seed makes what the chain of chunk signatures begins with; called only when needed
  PayloadProtection protection(Supplier<ChunkSeed> seed) {
    return switch (text) {
      case "UNSIGNED-PAYLOAD" -> new PayloadProtection.Unsigned();
      case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> new PayloadProtection.UnsignedTrailer();
      case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" ->
          new PayloadProtection.SignedChunks(seed.get(), false);
      case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" ->
          new PayloadProtection.SignedChunks(seed.get(), true);
      case "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD",
          "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER" ->
          throw new S3Failure(S3Error.NOT_IMPLEMENTED);
      default -> single();
    };
  }

  private PayloadProtection single() {
    if (SHA256.matcher(text).matches()) {
      return new PayloadProtection.Single(text);
    }
    Map<String, String> details = new LinkedHashMap<>();
    details.put("ArgumentName", "x-amz-content-sha256");
    details.put("ArgumentValue", text);
    throw new S3Failure(
        S3Error.INVALID_ARGUMENT,
        "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
            + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER,"
            + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD,"
            + " STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
        details);
  }
}
