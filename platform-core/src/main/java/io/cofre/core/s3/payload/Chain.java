package io.cofre.core.s3.payload;

/// The chain of signatures over the chunks of a body.
sealed interface Chain permits SignedChain, UnsignedChain {

  /// What a chunk's header has after its size.
  ///
  /// @param extension the text after the size, with its semicolon, or empty
  void beginChunk(String extension);

  /// Take bytes of the chunk.
  void update(byte[] buffer, int offset, int length);

  /// End the chunk.
  ///
  /// @throws io.cofre.core.s3.message.S3Failure `SignatureDoesNotMatch`
  void endChunk();

  /// Whether trailers end with a signature.
  boolean signed();

  /// Check the signature over the trailers.
  ///
  /// @param canonical each trailer as `name:value` and a line feed
  /// @throws io.cofre.core.s3.message.S3Failure `SignatureDoesNotMatch`
  void endTrailers(String canonical, String signature);

  /// Wipe what is secret.
  void close();
}
