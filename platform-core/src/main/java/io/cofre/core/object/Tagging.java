package io.cofre.core.object;

import io.cofre.core.object.model.ETag;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Makes entity tags of 16 bytes.
final class Tagging {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;

  private Tagging() {}

  static ETag of(byte[] bytes) {
    return new ETag(HexFormat.of().formatHex(bytes));
  }

  /// A tag that tells nothing of the content.
  static ETag random() {
    return of(randomBytes());
  }

  static byte[] randomBytes() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
