package io.cofre.core.object.record;

import io.cofre.api.storage.BlobId;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Reads the fields of a record one after another; used by one thread.
///
/// Whatever does not fit fails with `DAMAGED`; no length is believed before it was compared with
/// what is there.
final class RecordReader {
  private final ByteBuffer in;

  private RecordReader(byte[] bytes) {
    this.in = ByteBuffer.wrap(bytes);
  }

  /// Read a whole record: one that is too short, or has bytes left over, is damaged.
  static <R> R read(byte[] bytes, Function<RecordReader, R> work) {
    RecordReader reader = new RecordReader(bytes);
    R result;
    try {
      result = work.apply(reader);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw damaged(e);
    }
    if (reader.in.hasRemaining()) {
      throw damaged(new IllegalArgumentException("bytes are left over"));
    }
    return result;
  }

  private static ObjectFailure damaged(Exception cause) {
    return new ObjectFailure(Reason.DAMAGED, "a stored record is damaged", cause);
  }

  int u8() {
    return in.get() & 0xff;
  }

  int u16() {
    return in.getShort() & 0xffff;
  }

  int i32() {
    return in.getInt();
  }

  long i64() {
    return in.getLong();
  }

  /// A length, size or number that is never negative.
  long size() {
    long size = i64();
    if (size < 0) {
      throw new IllegalArgumentException("a negative size");
    }
    return size;
  }

  byte[] raw(int length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  byte[] rest() {
    return raw(in.remaining());
  }

  String hex(int bytes) {
    return HexFormat.of().formatHex(raw(bytes));
  }

  BlobId blob() {
    return new BlobId(hex(16));
  }

  byte[] bytes() {
    return raw(i32());
  }

  String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes())).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8", e);
    }
  }

  SortedMap<String, String> pairs() {
    int count = i32();
    SortedMap<String, String> pairs = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      pairs.put(text(), text());
    }
    return pairs;
  }

  /// The version of the format that a record begins with.
  void format(int known) {
    int format = u8();
    if (format != known) {
      throw new IllegalArgumentException("unknown version of a record's format: " + format);
    }
  }
}
