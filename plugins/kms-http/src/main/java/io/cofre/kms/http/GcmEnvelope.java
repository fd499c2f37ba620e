package io.cofre.kms.http;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.WrappedKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// A data key as a KMS sealed it with AES-GCM, for one that gives the parts and wants them back.
///
/// As a wrapped key it is 1 byte layout (1), 1 byte length of the version and the version in ASCII,
/// 12 bytes initialisation vector, 16 bytes tag, and the ciphertext. This layout never changes.
///
/// @param version what the KMS calls the version of the key, 1 to 127 visible characters of ASCII
/// @param iv 12 bytes
/// @param tag 16 bytes
/// @param ciphertext 1 byte or more
public record GcmEnvelope(String version, byte[] iv, byte[] tag, byte[] ciphertext) {
  private static final byte LAYOUT = 1;
  private static final int IV = 12;
  private static final int TAG = 16;

  /// Checks the sizes and copies the bytes.
  public GcmEnvelope {
    if (!version.matches("[!-~]{1,127}")
        || iv.length != IV
        || tag.length != TAG
        || ciphertext.length == 0) {
      throw new IllegalArgumentException("no envelope of AES-GCM");
    }
    iv = iv.clone();
    tag = tag.clone();
    ciphertext = ciphertext.clone();
  }

  /// Read a wrapped key; empty if it has another layout, or was cut.
  public static Optional<GcmEnvelope> of(WrappedKey wrapped) {
    byte[] bytes = wrapped.bytes();
    int length = bytes.length < 2 ? 0 : bytes[1];
    int head = 2 + length;
    if (bytes[0] != LAYOUT || length <= 0 || bytes.length <= head + IV + TAG) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new GcmEnvelope(
              new String(bytes, 2, length, StandardCharsets.ISO_8859_1),
              Arrays.copyOfRange(bytes, head, head + IV),
              Arrays.copyOfRange(bytes, head + IV, head + IV + TAG),
              Arrays.copyOfRange(bytes, head + IV + TAG, bytes.length)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Make a wrapped key, which names the version too.
  public WrappedKey wrapped(KeyId key) {
    byte[] name = version.getBytes(StandardCharsets.ISO_8859_1);
    var bytes =
        ByteBuffer.allocate(2 + name.length + IV + TAG + ciphertext.length)
            .put(LAYOUT)
            .put((byte) name.length)
            .put(name)
            .put(iv)
            .put(tag)
            .put(ciphertext);
    return new WrappedKey(key, version, bytes.array());
  }

  @Override
  public byte[] iv() {
    return iv.clone();
  }

  @Override
  public byte[] tag() {
    return tag.clone();
  }

  @Override
  public byte[] ciphertext() {
    return ciphertext.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GcmEnvelope that
        && version.equals(that.version)
        && Arrays.equals(iv, that.iv)
        && Arrays.equals(tag, that.tag)
        && Arrays.equals(ciphertext, that.ciphertext);
  }

  @Override
  public int hashCode() {
    return 31 * version.hashCode() + Arrays.hashCode(tag);
  }

  @Override
  public String toString() {
    return "GcmEnvelope[" + version + "]";
  }
}
