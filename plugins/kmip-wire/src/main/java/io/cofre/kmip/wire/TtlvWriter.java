package io.cofre.kmip.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes TTLV (KMIP 2.1, section 10.1). What it wrote may hold keys: closing wipes it. Used by one
/// thread.
public final class TtlvWriter implements AutoCloseable {
  private byte[] bytes = new byte[1024];
  private ByteBuffer out = ByteBuffer.wrap(bytes);

  /// Begin an empty message.
  public TtlvWriter() {}

  /// Write a structure whose items some work writes.
  public TtlvWriter structure(int tag, Runnable items) {
    head(tag, ItemType.STRUCTURE, 0);
    int start = out.position();
    items.run();
    out.putInt(start - 4, out.position() - start);
    return this;
  }

  /// Write an integer.
  public TtlvWriter integer(int tag, int value) {
    return fixed(tag, ItemType.INTEGER, value);
  }

  /// Write an enumeration.
  public TtlvWriter enumeration(int tag, int value) {
    return fixed(tag, ItemType.ENUMERATION, value);
  }

  /// Write an interval.
  public TtlvWriter interval(int tag, int seconds) {
    return fixed(tag, ItemType.INTERVAL, seconds);
  }

  private TtlvWriter fixed(int tag, int type, int value) {
    head(tag, type, 4);
    room(8).putInt(value).putInt(0);
    return this;
  }

  /// Write a point in time, in seconds since 1970.
  public TtlvWriter date(int tag, long seconds) {
    head(tag, ItemType.DATE, 8);
    room(8).putLong(seconds);
    return this;
  }

  /// Write a text.
  public TtlvWriter text(int tag, String value) {
    return padded(tag, ItemType.TEXT, value.getBytes(StandardCharsets.UTF_8));
  }

  /// Write a text that is given in UTF-8, for secrets.
  public TtlvWriter text(int tag, byte[] utf8) {
    return padded(tag, ItemType.TEXT, utf8);
  }

  /// Write a byte string.
  public TtlvWriter bytes(int tag, byte[] value) {
    return padded(tag, ItemType.BYTES, value);
  }

  private TtlvWriter padded(int tag, int type, byte[] value) {
    head(tag, type, value.length);
    int padding = TtlvReader.padding(value.length);
    room(value.length + padding).put(value).put(new byte[padding]);
    return this;
  }

  private void head(int tag, int type, int length) {
    room(TtlvReader.HEADER).putInt(tag << 8 | type).putInt(length);
  }

  private ByteBuffer room(int more) {
    if (out.remaining() < more) {
      byte[] old = bytes;
      bytes = Arrays.copyOf(old, 2 * (out.position() + more));
      out = ByteBuffer.wrap(bytes).position(out.position());
      Arrays.fill(old, (byte) 0);
    }
    return out;
  }

  /// Copy what was written; the caller wipes it.
  public byte[] message() {
    return Arrays.copyOf(bytes, out.position());
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
  }
}
