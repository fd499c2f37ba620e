package io.cofre.kms.local;

import com.google.crypto.tink.Aead;
import io.cofre.api.plugin.InvalidSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key that seals all key files: 64 hexadecimal digits in a file that only the server reads.
///
/// @param file where it was read
/// @param aead seals under it
/// @param check tells it from other root keys, and nothing about its bytes
record RootKey(Path file, Aead aead, byte[] check) {
  static final String SETTING = "root-key-file";
  static final int CHECK = 8;
  private static final int BYTES = 32;
  private static final byte[] CHECKED =
      "cofre kms-local root key check".getBytes(StandardCharsets.UTF_8);

  RootKey {
    check = check.clone();
  }

  /// Read the root key, or make it where neither it nor any key file is there.
  static RootKey open(Path file, Path folder) throws IOException {
    if (!Files.exists(file)) {
      try (var _ = FolderLock.of(folder)) {
        makeOnce(file, folder);
      }
    }
    PrivateFiles.requirePrivate(file, SETTING);
    byte[] key = read(file);
    try {
      var root = new RootKey(file, Keysets.aeadOf(key), checkValue(key));
      root.requireFor(folder);
      return root;
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static void makeOnce(Path file, Path folder) throws IOException {
    if (Files.exists(file)) {
      return; // another process was first
    }
    if (!PrivateFiles.keyFiles(folder).isEmpty()) {
      throw new InvalidSettings(
          SETTING,
          "the root key %s is missing, and the keys in %s open with nothing else: restore it"
                  .formatted(file, folder)
              + " from a copy");
    }
    make(file);
  }

  private static void make(Path file) throws IOException {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    try {
      if (file.getParent() != null) {
        PrivateFiles.makeFolder(file.getParent());
      }
      String digits = HexFormat.of().formatHex(key) + "\n";
      PrivateFiles.replace(file, digits.getBytes(StandardCharsets.US_ASCII));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static byte[] read(Path file) {
    byte[] text = {};
    try {
      text = Files.readAllBytes(file);
      return HexFormat.of().parseHex(digits(text), 0, 2 * BYTES);
    } catch (NoSuchFileException e) {
      throw new InvalidSettings(SETTING, "the root key %s is missing".formatted(file));
    } catch (IOException e) {
      throw new InvalidSettings(
          SETTING, "the root key %s cannot be read: let the server read it".formatted(file));
    } catch (IllegalArgumentException _) {
      throw new InvalidSettings(
          SETTING,
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
    if (end != 2 * BYTES) {
      throw new IllegalArgumentException("64 digits");
    }
    char[] digits = new char[end];
    for (int i = 0; i < end; i++) {
      digits[i] = (char) (text[i] & 0xff);
    }
    return digits;
  }

  private static byte[] checkValue(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Arrays.copyOf(mac.doFinal(CHECKED), CHECK);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  private void requireFor(Path folder) throws IOException {
    for (Path keyFile : PrivateFiles.keyFiles(folder)) {
      if (SealedFile.read(keyFile, this).underAnotherRoot()) {
        throw new InvalidSettings(
            SETTING,
            "%s is not the root key of %s: name the right file, or restore it from a copy"
                .formatted(file, keyFile));
      }
    }
  }

  @Override
  public byte[] check() {
    return check.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RootKey that
        && file.equals(that.file)
        && Arrays.equals(check, that.check);
  }

  @Override
  public int hashCode() {
    return file.hashCode();
  }

  @Override
  public String toString() {
    return "RootKey[" + file + "]";
  }
}
