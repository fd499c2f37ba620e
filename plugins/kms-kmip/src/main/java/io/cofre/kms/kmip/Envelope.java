package io.cofre.kms.kmip;

import module cofre.api;
import module java.base;

/// The bytes of a wrapped key: which layout, which object, and the body. See the package.
///
/// @param layout [#BY_SERVER] or [#BY_SEED]
/// @param id the object that wrapped
/// @param body what the layout says
record Envelope(byte layout, String id, ByteBuffer body) {
  static final byte BY_SERVER = 1;
  static final byte BY_SEED = 2;
  private static final int CHECK = 8;

  /// The body, from its start whatever was read of it.
  @Override
  public ByteBuffer body() {
    return body.duplicate();
  }

  byte[] encoded(KeyId key) {
    byte[] name = id.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(3 + name.length + CHECK + body.remaining())
        .put(layout)
        .putShort((short) name.length)
        .put(name)
        .put(check(layout, key, name))
        .put(body())
        .array();
  }

  /// Read what was wrapped under a key; empty if it was not.
  static Optional<Envelope> decode(byte[] bytes, KeyId key) {
    try {
      var in = ByteBuffer.wrap(bytes);
      byte layout = in.get();
      byte[] name = taken(in, in.getShort() & 0xffff);
      byte[] check = taken(in, CHECK);
      if ((layout == BY_SERVER || layout == BY_SEED)
          && MessageDigest.isEqual(check, check(layout, key, name))) {
        return Optional.of(new Envelope(layout, new String(name, StandardCharsets.UTF_8), in));
      }
    } catch (BufferUnderflowException _) {
      // it was cut
    }
    return Optional.empty();
  }

  /// Take the next bytes.
  ///
  /// @throws BufferUnderflowException if there are fewer
  static byte[] taken(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static byte[] check(byte layout, KeyId key, byte[] id) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(layout);
      digest.update(key.value().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return Arrays.copyOf(digest.digest(id), CHECK);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// What a wrapped key of a layout is bound to.
  static byte[] associated(byte layout, KeyId key, KeyContext context) {
    byte[] name = key.value().getBytes(StandardCharsets.UTF_8);
    byte[] facts = context.encoded();
    return ByteBuffer.allocate(5 + name.length + facts.length)
        .put(layout)
        .putInt(name.length)
        .put(name)
        .put(facts)
        .array();
  }
}
