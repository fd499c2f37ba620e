package io.cofre.core.object.record;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.object.model.ETag;
import io.cofre.core.object.model.PartInfo;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// A part as it is stored: clear its size, date and place, sealed its MD5 and checksum.
///
/// @param number 1 to 10,000
/// @param size length of the plaintext in bytes
/// @param modified when it was written
/// @param placement where its body is
/// @param md5 of the plaintext, 16 bytes
/// @param checksum of the plaintext
public record PartRecord(
    int number, long size, Instant modified, Placement placement, byte[] md5, Checksum checksum) {

  /// Copies the MD5.
  public PartRecord {
    md5 = md5.clone();
  }

  @Override
  public byte[] md5() {
    return md5.clone();
  }

  /// What is known of the part.
  public PartInfo info() {
    return new PartInfo(number, size, etag(), checksum, modified);
  }

  /// Its entity tag.
  public ETag etag() {
    return new ETag(HexFormat.of().formatHex(md5));
  }

  /// Make the value of the record.
  ///
  /// @param version the id of the version that the upload will become
  public byte[] close(SealedRecords records, String version) {
    RecordWriter clear = new RecordWriter();
    writeClear(clear);
    RecordWriter secret = new RecordWriter();
    writeSecret(secret);
    return records.close(
        RecordKeys.part(version, number), new ClearAndSecret(clear.done(), secret.done()));
  }

  /// Open a record; fails with `DAMAGED`.
  public static PartRecord open(SealedRecords records, String version, int number, byte[] value) {
    ClearAndSecret parts = records.open(RecordKeys.part(version, number), value);
    return RecordReader.read(
        parts.clear(),
        clear -> RecordReader.read(parts.secret(), secret -> read(number, clear, secret)));
  }

  /// Read where its body is, unverified; fails with `DAMAGED` if that makes no sense.
  public static Placement placement(SealedRecords records, byte[] value) {
    return RecordReader.read(
        records.clear(value),
        in -> {
          long _ = in.size();
          long _ = in.i64();
          return FieldCodec.placement(in);
        });
  }

  void writeClear(RecordWriter out) {
    out.i64(size).i64(modified.toEpochMilli());
    FieldCodec.placement(out, placement);
  }

  void writeSecret(RecordWriter out) {
    out.raw(md5);
    FieldCodec.checksum(out, Optional.of(checksum));
  }

  static PartRecord read(int number, RecordReader clear, RecordReader secret) {
    return new PartRecord(
        number,
        clear.size(),
        Instant.ofEpochMilli(clear.i64()),
        FieldCodec.placement(clear),
        secret.raw(16),
        FieldCodec.checksum(secret)
            .orElseThrow(() -> new IllegalArgumentException("a part without checksum")));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PartRecord that
        && number == that.number
        && size == that.size
        && modified.equals(that.modified)
        && placement.equals(that.placement)
        && Arrays.equals(md5, that.md5)
        && checksum.equals(that.checksum);
  }

  @Override
  public int hashCode() {
    return 31 * number + placement.hashCode();
  }

  @Override
  public String toString() {
    return "PartRecord[" + number + ", " + size + " bytes]";
  }
}
