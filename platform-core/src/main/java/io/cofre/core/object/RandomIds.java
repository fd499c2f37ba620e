package io.cofre.core.object;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/// Makes ids that nobody can guess. Thread-safe.
final class RandomIds {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomIds() {}

  /// The id of a version: 32 random hexadecimal digits.
  static String version() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// The id of an upload: the time in 12 hexadecimal digits, so that ids of one key are in the
  /// order of their beginning, and 32 random ones.
  static String upload(Instant now) {
    return "%012x".formatted(now.toEpochMilli()) + version();
  }
}
