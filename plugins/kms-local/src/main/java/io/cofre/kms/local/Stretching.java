package io.cofre.kms.local;

import module java.base;

import io.cofre.api.plugin.Secret;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// How a key of 32 bytes is made of a passphrase: Argon2id, version 1.3 (RFC 9106).
///
/// In 29 bytes, big-endian: 1 byte 1 for Argon2id, 4 bytes memory in KiB, 4 bytes passes, 4 bytes
/// lanes, 16 bytes salt.
///
/// @param memory in KiB
/// @param passes over the memory
/// @param lanes that are computed side by side
/// @param salt 16 random bytes
record Stretching(int memory, int passes, int lanes, byte[] salt) {
  static final int SIZE = 29;
  private static final byte ARGON2ID = 1;
  private static final int SALT = 16;
  private static final int MOST_MEMORY =
      256 << 10; // 256 MiB: a forged file must not take all there is
  private static final int MOST_PASSES = 64;
  private static final int MOST_LANES = 64;

  Stretching {
    salt = salt.clone();
    if (memory < 8 * lanes || memory > MOST_MEMORY || lanes < 1 || lanes > MOST_LANES) {
      throw new IllegalArgumentException("memory or lanes out of bounds");
    }
    if (passes < 1 || passes > MOST_PASSES || salt.length != SALT) {
      throw new IllegalArgumentException("passes or salt out of bounds");
    }
  }

  /// The second choice of RFC 9106, section 4, with a fresh salt: 64 MiB, 3 passes, 4 lanes.
  static Stretching fresh() {
    byte[] salt = new byte[SALT];
    new SecureRandom().nextBytes(salt);
    return new Stretching(64 << 10, 3, 4, salt);
  }

  byte[] encoded() {
    return ByteBuffer.allocate(SIZE)
        .put(ARGON2ID)
        .putInt(memory)
        .putInt(passes)
        .putInt(lanes)
        .put(salt)
        .array();
  }

  /// @throws IllegalArgumentException if it is another way, or out of bounds
  static Stretching decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length != SIZE || in.get() != ARGON2ID) {
      throw new IllegalArgumentException("no Argon2id parameters");
    }
    int memory = in.getInt();
    int passes = in.getInt();
    int lanes = in.getInt();
    byte[] salt = new byte[SALT];
    in.get(salt);
    return new Stretching(memory, passes, lanes, salt);
  }

  /// The key; the caller wipes it.
  byte[] key(Secret passphrase) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] key = new byte[RootKey.BYTES];
    return passphrase.useUtf8(utf8 -> {
      generator.generateBytes(utf8, key);
      return key;
    });
  }

  @Override
  public byte[] salt() {
    return salt.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Stretching that && Arrays.equals(encoded(), that.encoded());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(salt);
  }

  @Override
  public String toString() {
    return "Argon2id, %d KiB, %d passes, %d lanes".formatted(memory, passes, lanes);
  }
}
