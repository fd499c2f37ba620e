package io.cofre.core.seal.v1;

import io.cofre.api.cipher.AeadShape;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.cipher.NotAuthentic;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/// The header of a body: its length, a salt and a nonce prefix.
final class V1Header {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SALT = DataKey.SIZE;
  private static final int SUFFIX = 5; // counter and last flag
  private final byte[] bytes;

  private V1Header(byte[] bytes) {
    this.bytes = bytes;
  }

  static int bytes(AeadShape shape) {
    return 1 + SALT + shape.nonceBytes() - SUFFIX;
  }

  static V1Header random(AeadShape shape) {
    byte[] bytes = new byte[bytes(shape)];
    RANDOM.nextBytes(bytes);
    bytes[0] = (byte) bytes.length;
    return new V1Header(bytes);
  }

  static V1Header parse(AeadShape shape, ByteBuffer stored) {
    byte[] bytes = new byte[bytes(shape)];
    if (stored.remaining() != bytes.length) {
      throw new NotAuthentic();
    }
    stored.get(bytes);
    if (Byte.toUnsignedInt(bytes[0]) != bytes.length) {
      throw new NotAuthentic();
    }
    return new V1Header(bytes);
  }

  byte[] salt() {
    return Arrays.copyOfRange(bytes, 1, 1 + SALT);
  }

  /// A nonce with the prefix in place, and room for counter and flag.
  byte[] nonce() {
    return Arrays.copyOfRange(bytes, 1 + SALT, bytes.length + SUFFIX);
  }

  ByteBuffer view() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }
}
