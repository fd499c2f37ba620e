package io.cofre.kms.local;

import module java.base;

/// The clear beginning of a key file: its format, and which root key seals it.
///
/// @param bytes as they stand in the file
record FileHead(byte[] bytes) {
  private static final byte[] MARK_1 = "CofreK1\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MARK_2 = "CofreK2\n".getBytes(StandardCharsets.US_ASCII);
  private static final int MARK = 8;
  private static final int KEYED = MARK + RootKey.CHECK;

  FileHead {
    bytes = bytes.clone();
  }

  /// The head under a root key of a file.
  static FileHead of(byte[] check) {
    return new FileHead(ByteBuffer.allocate(KEYED).put(MARK_1).put(check).array());
  }

  /// The head under a root key made of a passphrase.
  static FileHead of(byte[] check, Stretching stretching) {
    return new FileHead(
        ByteBuffer.allocate(KEYED + Stretching.SIZE)
            .put(MARK_2)
            .put(check)
            .put(stretching.encoded())
            .array());
  }

  /// Read the head of a file; empty if it is no key file.
  static Optional<FileHead> read(byte[] file) {
    int length = begins(file, MARK_2) ? KEYED + Stretching.SIZE : KEYED;
    boolean known = begins(file, MARK_1) || begins(file, MARK_2);
    return known && file.length > length
        ? Optional.of(new FileHead(Arrays.copyOf(file, length)))
        : Optional.empty();
  }

  private static boolean begins(byte[] file, byte[] mark) {
    return file.length >= MARK && Arrays.equals(file, 0, MARK, mark, 0, MARK);
  }

  int length() {
    return bytes.length;
  }

  byte[] check() {
    return Arrays.copyOfRange(bytes, MARK, KEYED);
  }

  boolean ofPassphrase() {
    return bytes.length > KEYED;
  }

  /// @throws IllegalArgumentException if the parameters are unknown or out of bounds
  Stretching stretching() {
    return Stretching.decode(Arrays.copyOfRange(bytes, KEYED, bytes.length));
  }

  /// What is authenticated beside the content. The head with a passphrase is part of it; the first
  /// format has only a check value there, which needs no authentication.
  byte[] associated(String fileName) {
    byte[] name = fileName.getBytes(StandardCharsets.UTF_8);
    if (!ofPassphrase()) {
      return ("cofre kms-local 1 " + fileName).getBytes(StandardCharsets.UTF_8);
    }
    byte[] words = "cofre kms-local 2 ".getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(words.length + bytes.length + name.length)
        .put(words)
        .put(bytes)
        .put(name)
        .array();
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileHead that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return ofPassphrase() ? "under a passphrase" : "under a root key";
  }
}
