package io.cofre.core.seal;

import java.io.InputStream;

/// A plaintext to be sealed, and how long it is said to be.
///
/// @param bytes is read to its end
/// @param expected the length in bytes, negative when unknown; only sizes buffers, so that a wrong
///   one costs a copy and nothing else
public record Plaintext(InputStream bytes, long expected) {

  /// A plaintext of unknown length.
  public static Plaintext of(InputStream bytes) {
    return new Plaintext(bytes, -1);
  }
}
