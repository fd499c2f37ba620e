package io.cofre.core.object.record;

import io.cofre.core.object.model.ObjectName;
import io.cofre.core.seal.Identity;
import java.time.Instant;

/// The clear part of an object's record: what is needed to find its body and free it.
///
/// @param version the id of the version, 32 hexadecimal digits
/// @param size length of the plaintext in bytes
/// @param modified when it was written
/// @param placement where its body is
/// @param sealing how its body, or the bodies of its parts, are sealed
public record ObjectRecord(
    String version, long size, Instant modified, Placement placement, Sealing sealing) {
  private static final int FORMAT = 2;

  /// What its key and body are bound to.
  public Identity identity(ObjectName name) {
    return new Identity(name.bucket(), name.key(), version);
  }

  /// The same, sealed otherwise.
  public ObjectRecord with(Sealing other) {
    return new ObjectRecord(version, size, modified, placement, other);
  }

  /// Make the value of the record.
  public byte[] close(SealedRecords records, ObjectName name, ObjectDetails details) {
    byte[] key = RecordKeys.object(name.bucket(), name.key());
    return records.close(FORMAT, key, new ClearAndSecret(encoded(), details.encoded()));
  }

  /// Read the clear part alone, unverified; fails with `DAMAGED` if it makes no sense.
  public static ObjectRecord clear(SealedRecords records, byte[] value) {
    int format = SealedRecords.format(value);
    return RecordReader.read(records.clear(value), in -> read(format, in));
  }

  /// Open a record; fails with `DAMAGED`.
  public static StoredObject open(SealedRecords records, ObjectName name, byte[] value) {
    byte[] key = RecordKeys.object(name.bucket(), name.key());
    ClearAndSecret parts = records.open(key, value);
    int format = SealedRecords.format(value);
    return new StoredObject(
        name,
        RecordReader.read(parts.clear(), in -> read(format, in)),
        ObjectDetails.decoded(format, parts.secret()));
  }

  private byte[] encoded() {
    RecordWriter out = new RecordWriter().hex(version).i64(size).i64(modified.toEpochMilli());
    FieldCodec.placement(out, placement);
    SealingCodec.write(out, sealing);
    return out.done();
  }

  private static ObjectRecord read(int format, RecordReader in) {
    return new ObjectRecord(
        in.hex(16),
        in.size(),
        Instant.ofEpochMilli(in.i64()),
        FieldCodec.placement(in),
        SealingCodec.read(format, in));
  }
}
