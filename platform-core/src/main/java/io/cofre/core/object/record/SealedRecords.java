package io.cofre.core.object.record;

import io.cofre.api.cipher.NotAuthentic;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;
import io.cofre.core.seal.RecordSeal;

/// Closes and opens records that have a clear and a sealed part. Thread-safe.
///
/// A value is a format byte (1), the length of the clear part as 4 bytes, the clear part, and the
/// sealed part. The sealed part is bound to the record's key, the format and the clear part: the
/// associated data is `cofre-record`, the length of the key as 4 bytes, the key, the format byte
/// and the clear part. So no record opens under another key, and none of its clear fields can be
/// changed.
///
/// @param seal under the store's own key
public record SealedRecords(RecordSeal seal) {
  private static final int NEWEST = 2;

  /// Make the value of a record of format 1.
  public byte[] close(byte[] key, ClearAndSecret parts) {
    return close(1, key, parts);
  }

  /// Make the value of a record.
  ///
  /// @param format how its parts are written, 1 or 2
  byte[] close(int format, byte[] key, ClearAndSecret parts) {
    byte[] sealed = seal.seal(parts.secret(), associated(format, key, parts.clear()));
    return new RecordWriter().u8(format).bytes(parts.clear()).raw(sealed).done();
  }

  /// Read the clear part alone, unverified; fails with `DAMAGED` if there is none.
  public byte[] clear(byte[] value) {
    return split(value).clear();
  }

  /// The format of a record; fails with `DAMAGED` for one that this release does not know.
  static int format(byte[] value) {
    int format = value.length == 0 ? 0 : value[0];
    if (format < 1 || format > NEWEST) {
      throw new ObjectFailure(
          Reason.DAMAGED,
          "a stored record is damaged, or of a format that this release does not know");
    }
    return format;
  }

  /// Open a record; fails with `DAMAGED` unless it is as it was closed.
  public ClearAndSecret open(byte[] key, byte[] value) {
    ClearAndSecret closed = split(value);
    try {
      byte[] secret = seal.open(closed.secret(), associated(format(value), key, closed.clear()));
      return new ClearAndSecret(closed.clear(), secret);
    } catch (NotAuthentic e) {
      throw new ObjectFailure(Reason.DAMAGED, "a stored record is damaged", e);
    }
  }

  private static ClearAndSecret split(byte[] value) {
    return RecordReader.read(
        value,
        in -> {
          in.format(format(value));
          return new ClearAndSecret(in.bytes(), in.rest());
        });
  }

  private static byte[] associated(int format, byte[] key, byte[] clear) {
    return new RecordWriter()
        .raw(RecordWriter.utf8("cofre-record"))
        .bytes(key)
        .u8(format)
        .raw(clear)
        .done();
  }
}
