package io.cofre.core.s3.auth;

/// What a signature says of the body that follows, as named by `x-amz-content-sha256`.
public sealed interface PayloadProtection {

  /// Nothing (`UNSIGNED-PAYLOAD`).
  record Unsigned() implements PayloadProtection {}

  /// The body as a whole.
  ///
  /// @param sha256 of the body, in hexadecimal
  record Single(String sha256) implements PayloadProtection {}

  /// Each chunk (`STREAMING-AWS4-HMAC-SHA256-PAYLOAD`, with or without `-TRAILER`).
  ///
  /// @param seed what the chain of signatures begins with
  /// @param trailer whether signed trailers follow
  record SignedChunks(ChunkSeed seed, boolean trailer) implements PayloadProtection {}

  /// Nothing, in chunks with trailers (`STREAMING-UNSIGNED-PAYLOAD-TRAILER`).
  record UnsignedTrailer() implements PayloadProtection {}
}
