package io.cofre.kms.local;

import module java.base;

import io.cofre.api.kms.KeyId;

/// Names the file of a key: safe on every file system, and never the same for two keys.
///
/// Lower-case letters, digits, `_`, `-` and inner dots stand for themselves, every other byte of
/// the UTF-8 as `%` and two hexadecimal digits. A name that becomes long is cut, and `~` and its
/// SHA-256 follow.
final class FileNames {
  static final String SUFFIX = ".keyset";
  private static final int LONGEST = 120;
  private static final int KEPT = 50;

  private FileNames() {}

  static String of(KeyId key) {
    byte[] utf8 = key.value().getBytes(StandardCharsets.UTF_8);
    var name = new StringBuilder();
    for (byte b : utf8) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '-'
              || (c == '.' && !name.isEmpty());
      name.append(plain ? String.valueOf(c) : "%%%02x".formatted((int) c));
    }
    if (name.length() > LONGEST) {
      name.setLength(KEPT);
      name.append('~').append(HexFormat.of().formatHex(sha256(utf8)));
    }
    return name.append(SUFFIX).toString();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
