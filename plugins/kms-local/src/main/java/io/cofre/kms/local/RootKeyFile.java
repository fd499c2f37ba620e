package io.cofre.kms.local;

import module java.base;

import io.cofre.api.plugin.InvalidSettings;

/// A root key on disk: 64 hexadecimal digits in a file that only the server reads.
final class RootKeyFile {
  private static final int DIGITS = 2 * RootKey.BYTES;

  private RootKeyFile() {}

  static void make(Path file) throws IOException {
    byte[] key = new byte[RootKey.BYTES];
    new SecureRandom().nextBytes(key);
    try {
      Path folder = file.getParent();
      if (folder != null) {
        PrivateFiles.makeFolder(folder);
      }
      String digits = HexFormat.of().formatHex(key) + "\n";
      PrivateFiles.replace(file, digits.getBytes(StandardCharsets.US_ASCII));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /// Read the key, which the caller wipes.
  static byte[] read(Path file, String setting) throws IOException {
    byte[] text = {};
    try {
      PrivateFiles.requirePrivate(file, setting);
      text = Files.readAllBytes(file);
      return HexFormat.of().parseHex(digits(text), 0, DIGITS);
    } catch (NoSuchFileException e) {
      throw new InvalidSettings(setting, "the root key %s is missing".formatted(file));
    } catch (IOException e) {
      throw new InvalidSettings(
          setting, "the root key %s cannot be read: let the server read it".formatted(file));
    } catch (IllegalArgumentException _) {
      throw new InvalidSettings(
          setting,
          "%s is no root key: expected 64 hexadecimal digits; restore the file from a copy"
              .formatted(file));
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  private static char[] digits(byte[] text) {
    int end = text.length;
    while (end > 0 && Character.isWhitespace(text[end - 1])) {
      end--;
    }
    if (end != DIGITS) {
      throw new IllegalArgumentException("64 digits");
    }
    char[] digits = new char[end];
    for (int i = 0; i < end; i++) {
      digits[i] = (char) (text[i] & 0xff);
    }
    return digits;
  }
}
