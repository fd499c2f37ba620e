package io.cofre.api.storage;

/// The name of a blob: 32 lower-case hexadecimal digits, random, given by the platform.
///
/// @param value the digits; the order of ids is the order of this text
/// @since 0.1
public record BlobId(String value) implements Comparable<BlobId> {
  /// Comes before every id and names no blob.
  public static final BlobId NONE = new BlobId("0".repeat(32));

  /// Checks the form, which makes an id safe as a file name.
  public BlobId {
    if (!value.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException("a blob id has 32 lower-case hexadecimal digits");
    }
  }

  @Override
  public int compareTo(BlobId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
