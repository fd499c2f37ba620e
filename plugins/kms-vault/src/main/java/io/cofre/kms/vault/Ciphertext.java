package io.cofre.kms.vault;

import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.WrappedKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A ciphertext of the transit engine and how its context is bound; the layout stands in the
/// description of the package.
///
/// @param derived whether the context derives the key, else it is associated data
/// @param text `vault:v<version>:<Base64>`
record Ciphertext(boolean derived, String text, String version) {
  private static final Pattern WHOLE =
      Pattern.compile("[\1\2](vault:v([1-9]\\d{0,8}):[A-Za-z0-9+/]+={0,2})");

  /// Read a wrapped key; empty if it is none of Vault's.
  static Optional<Ciphertext> of(WrappedKey wrapped) {
    return read(new String(wrapped.bytes(), StandardCharsets.ISO_8859_1));
  }

  /// Read what the engine gave; empty if it is no ciphertext.
  static Optional<Ciphertext> of(boolean derived, String text) {
    return read(layout(derived) + text);
  }

  private static Optional<Ciphertext> read(String whole) {
    Matcher parts = WHOLE.matcher(whole);
    return parts.matches()
        ? Optional.of(
            new Ciphertext(whole.startsWith(layout(true)), parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  private static String layout(boolean derived) {
    return derived ? "\1" : "\2";
  }

  WrappedKey under(KeyId key) {
    String whole = layout(derived) + text;
    return new WrappedKey(key, version, whole.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// The field that carries the context.
  static String field(boolean derived) {
    return derived ? "context" : "associated_data";
  }

  /// The context as Vault binds it: never empty, which a derived key would refuse.
  static byte[] bound(KeyContext context) {
    byte[] encoded = context.encoded();
    return ByteBuffer.allocate(1 + encoded.length).put((byte) 1).put(encoded).array();
  }
}
