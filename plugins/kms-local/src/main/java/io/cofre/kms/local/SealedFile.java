package io.cofre.kms.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/// A key file on its way between disk and memory; the package describes its bytes.
final class SealedFile {
  private static final byte[] MARK = "CofreK1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD = MARK.length + RootKey.CHECK;
  private final RootKey root;
  private final byte[] associated;
  private final byte[] bytes;

  private SealedFile(Path file, RootKey root, byte[] bytes) {
    this.root = root;
    this.associated = ("cofre kms-local 1 " + file.getFileName()).getBytes(StandardCharsets.UTF_8);
    this.bytes = bytes;
  }

  static SealedFile read(Path file, RootKey root) throws IOException {
    return new SealedFile(file, root, Files.readAllBytes(file));
  }

  static void write(Path file, RootKey root, byte[] plain) throws IOException {
    var empty = new SealedFile(file, root, new byte[0]);
    try {
      byte[] sealed = root.aead().encrypt(plain, empty.associated);
      byte[] whole = Arrays.copyOf(MARK, HEAD + sealed.length);
      System.arraycopy(root.check(), 0, whole, MARK.length, RootKey.CHECK);
      System.arraycopy(sealed, 0, whole, HEAD, sealed.length);
      PrivateFiles.replace(file, whole);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink refused to seal", e);
    }
  }

  /// Whether it is a key file that another root key sealed.
  boolean underAnotherRoot() {
    return isKeyFile()
        && !Arrays.equals(Arrays.copyOfRange(bytes, MARK.length, HEAD), root.check());
  }

  byte[] open() throws GeneralSecurityException {
    if (!isKeyFile()) {
      throw new GeneralSecurityException("not a key file");
    }
    return root.aead().decrypt(Arrays.copyOfRange(bytes, HEAD, bytes.length), associated);
  }

  private boolean isKeyFile() {
    return bytes.length > HEAD && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
  }
}
