package io.cofre.kms.azure;

import io.cofre.api.kms.KeyId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/// The bytes of a wrapped key: which version wrapped, and the body. See the package.
@SuppressWarnings("ArrayRecordComponent") // never compared
record Envelope(String version, byte[] body) {
  private static final int CHECK = 8;

  byte[] encoded(Algorithm algorithm, KeyId key) {
    byte[] head = head(algorithm, version);
    return ByteBuffer.allocate(head.length + CHECK + body.length)
        .put(head)
        .put(check(head, key))
        .put(body)
        .array();
  }

  /// Read what an algorithm wrapped under a key; empty if it did not.
  static Optional<Envelope> decode(byte[] bytes, Algorithm algorithm, KeyId key) {
    try {
      var in = ByteBuffer.wrap(bytes);
      byte layout = in.get();
      String version = new String(taken(in, in.get() & 0xff), StandardCharsets.US_ASCII);
      byte[] check = taken(in, CHECK);
      if (layout == algorithm.layout
          && version.matches("[0-9A-Za-z]+")
          && MessageDigest.isEqual(check, check(head(algorithm, version), key))) {
        return Optional.of(new Envelope(version, taken(in, in.remaining())));
      }
    } catch (BufferUnderflowException _) {
      // it was cut
    }
    return Optional.empty();
  }

  private static byte[] taken(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static byte[] head(Algorithm algorithm, String version) {
    byte[] text = version.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(2 + text.length)
        .put(algorithm.layout)
        .put((byte) text.length)
        .put(text)
        .array();
  }

  private static byte[] check(byte[] head, KeyId key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(head);
      return Arrays.copyOf(digest.digest(key.value().getBytes(StandardCharsets.UTF_8)), CHECK);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
