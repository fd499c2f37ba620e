package io.cofre.kms.vault;

import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A ciphertext of the transit engine and how its context is bound; the layout stands in the
/// description of the package.
///
/// @param derived whether the context derives the key, else it is associated data
/// @param text `vault:v<version>:<Base64>`
record Ciphertext(boolean derived, String text) {
  private static final Pattern TEXT =
      Pattern.compile("vault:v([1-9]\\d{0,8}):[A-Za-z0-9+/]+={0,2}");
  private static final byte DERIVED = 1;
  private static final byte ASSOCIATED = 2;

  static Ciphertext of(WrappedKey wrapped) {
    byte[] bytes = wrapped.bytes();
    String text = new String(bytes, 1, bytes.length - 1, StandardCharsets.ISO_8859_1);
    boolean known = bytes[0] == DERIVED || bytes[0] == ASSOCIATED;
    if (!known || !TEXT.matcher(text).matches()) {
      throw new KmsException(
          Reason.NOT_AUTHENTIC,
          "this was not wrapped by Vault under %s, or was changed".formatted(wrapped.key()));
    }
    return new Ciphertext(bytes[0] == DERIVED, text);
  }

  WrappedKey under(KeyId key) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new KmsException(
          Reason.UNEXPECTED, "Vault gave no ciphertext of the transit engine for " + key);
    }
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = new byte[1 + ascii.length];
    bytes[0] = derived ? DERIVED : ASSOCIATED;
    System.arraycopy(ascii, 0, bytes, 1, ascii.length);
    return new WrappedKey(key, parts.group(1), bytes);
  }

  /// The field that carries the context.
  static String field(boolean derived) {
    return derived ? "context" : "associated_data";
  }

  /// The context as Vault binds it: never empty, which a derived key would refuse.
  static byte[] bound(KeyContext context) {
    byte[] encoded = context.encoded();
    byte[] bound = new byte[1 + encoded.length];
    bound[0] = 1;
    System.arraycopy(encoded, 0, bound, 1, encoded.length);
    return bound;
  }
}
