package io.cofre.api.kms;

/// The name of a key, in the words of its KMS: a name, a path, an alias, an ARN.
///
/// @param value 1 to 2,048 visible characters
/// @since 0.1
public record KeyId(String value) {

  /// Checks the length, and that nothing in it breaks a log line or a header.
  public KeyId {
    if (value.isEmpty() || value.length() > 2048) {
      throw new IllegalArgumentException("a key id has 1 to 2,048 characters");
    }
    if (value.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      throw new IllegalArgumentException("a key id has no control characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
