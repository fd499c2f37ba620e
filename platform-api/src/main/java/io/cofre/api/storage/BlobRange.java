package io.cofre.api.storage;

/// A range of bytes of a blob.
///
/// @param offset where it begins, from 0
/// @param length how many bytes, 0 or more
/// @since 0.1
public record BlobRange(long offset, long length) {

  /// Refuses negative numbers, and ends beyond what a `long` holds.
  public BlobRange {
    if (offset < 0 || length < 0 || offset > Long.MAX_VALUE - length) {
      throw new IllegalArgumentException("a range has a non-negative offset and length");
    }
  }
}
