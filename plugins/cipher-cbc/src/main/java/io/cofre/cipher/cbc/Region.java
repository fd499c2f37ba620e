package io.cofre.cipher.cbc;

import java.nio.ByteBuffer;

/// A part of an array.
final class Region {
  private final byte[] bytes;
  private final int offset;
  private final int length;

  Region(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  /// The bytes between position and limit of a buffer, copied only where there is no array; the
  /// buffer's position stays.
  static Region toRead(ByteBuffer buffer) {
    if (buffer.hasArray()) {
      int offset = buffer.arrayOffset() + buffer.position();
      return new Region(buffer.array(), offset, buffer.remaining());
    }
    byte[] copy = new byte[buffer.remaining()];
    buffer.get(buffer.position(), copy);
    return new Region(copy, 0, copy.length);
  }

  byte[] bytes() {
    return bytes;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }
}
