package io.cofre.core.object.record;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SortedMap;

/// Writes the fields of a record one after another; used by one thread.
///
/// Numbers are big-endian. Bytes and texts are preceded by their length as 4 bytes; texts are
/// UTF-8.
final class RecordWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  RecordWriter u8(int value) {
    out.write(value);
    return this;
  }

  RecordWriter u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  RecordWriter i32(int value) {
    return u16(value >>> 16).u16(value);
  }

  RecordWriter i64(long value) {
    return i32((int) (value >>> 32)).i32((int) value);
  }

  /// Bytes whose number the reader knows.
  RecordWriter raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /// Lower-case hexadecimal digits as bytes, whose number the reader knows.
  RecordWriter hex(String digits) {
    return raw(HexFormat.of().parseHex(digits));
  }

  RecordWriter bytes(byte[] bytes) {
    return i32(bytes.length).raw(bytes);
  }

  RecordWriter text(String text) {
    return bytes(utf8(text));
  }

  /// Pairs in their order, preceded by their number as 4 bytes.
  RecordWriter pairs(SortedMap<String, String> pairs) {
    i32(pairs.size());
    pairs.forEach((name, value) -> text(name).text(value));
    return this;
  }

  byte[] done() {
    return out.toByteArray();
  }

  /// Encode a text, strictly.
  ///
  /// @throws IllegalArgumentException if the text is not well-formed Unicode: two such texts would
  ///   have the same bytes
  static byte[] utf8(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a name or value is not well-formed Unicode", e);
    }
  }
}
