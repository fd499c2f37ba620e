package io.cofre.kms.azure;

import module cofre.api;
import module java.base;

import io.cofre.kms.http.Sha256;

/// The bytes of a wrapped key: which version wrapped, and the body. See the package.
@SuppressWarnings("ArrayRecordComponent") // never compared
record Envelope(String version, byte[] body) {
  private static final int CHECK = 8;

  WrappedKey wrapped(Algorithm algorithm, KeyId key) {
    byte[] head = head(algorithm, version, key);
    var bytes = ByteBuffer.allocate(head.length + body.length).put(head).put(body);
    return new WrappedKey(key, version, bytes.array());
  }

  /// Read what an algorithm wrapped; empty if it did not, or under another key.
  static Optional<Envelope> of(WrappedKey wrapped, Algorithm algorithm) {
    byte[] bytes = wrapped.bytes();
    int length = bytes.length < 2 ? 0 : bytes[1] & 0xff;
    if (bytes.length < 2 + length + CHECK) {
      return Optional.empty();
    }
    String version = new String(bytes, 2, length, StandardCharsets.US_ASCII);
    byte[] head = head(algorithm, version, wrapped.key());
    return version.matches("[0-9A-Za-z]+")
            && MessageDigest.isEqual(head, Arrays.copyOf(bytes, head.length))
        ? Optional.of(new Envelope(version, Arrays.copyOfRange(bytes, head.length, bytes.length)))
        : Optional.empty();
  }

  /// All before the body.
  private static byte[] head(Algorithm algorithm, String version, KeyId key) {
    byte[] text = version.getBytes(StandardCharsets.US_ASCII);
    byte[] start = {algorithm.layout, (byte) text.length};
    byte[] check = Sha256.of(start, text, key.value().getBytes(StandardCharsets.UTF_8));
    var head = ByteBuffer.allocate(start.length + text.length + CHECK);
    return head.put(start).put(text).put(check, 0, CHECK).array();
  }
}
