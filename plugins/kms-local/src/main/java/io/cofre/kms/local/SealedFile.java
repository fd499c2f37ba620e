package io.cofre.kms.local;

import module java.base;

/// A key file on its way between disk and memory; the package describes its bytes.
///
/// @param file where it lies
/// @param bytes what it holds
record SealedFile(Path file, byte[] bytes) {

  static SealedFile read(Path file) throws IOException {
    return new SealedFile(file, Files.readAllBytes(file));
  }

  static void write(Path file, RootKey root, byte[] plain) throws IOException {
    try {
      FileHead head = root.head();
      byte[] sealed = root.aead().encrypt(plain, head.associated(name(file)));
      byte[] whole = Arrays.copyOf(head.bytes(), head.length() + sealed.length);
      System.arraycopy(sealed, 0, whole, head.length(), sealed.length);
      PrivateFiles.replace(file, whole);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink refused to seal", e);
    }
  }

  /// How it begins; empty if it is no key file.
  Optional<FileHead> head() {
    return FileHead.read(bytes);
  }

  /// Open it with the root key that sealed it.
  byte[] open(RootKey root) throws GeneralSecurityException {
    FileHead head = root.head();
    return root.aead()
        .decrypt(
            Arrays.copyOfRange(bytes, head.length(), bytes.length), head.associated(name(file)));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedFile that
        && file.equals(that.file)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return file.hashCode();
  }

  @Override
  public String toString() {
    return "SealedFile[" + file + "]";
  }
}
