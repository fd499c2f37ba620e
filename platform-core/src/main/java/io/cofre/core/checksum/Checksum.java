package io.cofre.core.checksum;

import java.security.MessageDigest;
import java.util.Arrays;

/// A checksum of content.
///
/// @param algorithm how it was computed
/// @param type over the whole content, or over the checksums of its parts
/// @param value the raw bytes
public record Checksum(ChecksumAlgorithm algorithm, Type type, byte[] value) {

  /// What a checksum of a multipart object covers.
  public enum Type {
    /// The content itself.
    FULL_OBJECT,
    /// The concatenated checksums of the parts.
    COMPOSITE
  }

  /// Copies the value and checks its length.
  public Checksum {
    if (value.length != algorithm.bytes()) {
      throw new IllegalArgumentException(algorithm + " has " + algorithm.bytes() + " bytes");
    }
    value = value.clone();
  }

  @Override
  public byte[] value() {
    return value.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Checksum that
        && algorithm == that.algorithm
        && type == that.type
        && MessageDigest.isEqual(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * algorithm.hashCode() + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return "Checksum[" + algorithm + ", " + type + "]"; // the value is a clue to the content
  }
}
