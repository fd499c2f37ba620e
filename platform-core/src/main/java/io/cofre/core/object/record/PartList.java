package io.cofre.core.object.record;

import java.util.ArrayList;
import java.util.List;

/// The parts of an object that was uploaded in parts, in a record of their own so that listings
/// stay light: at most 10,000 parts in about 1 MB.
///
/// @param parts in order
public record PartList(List<PartRecord> parts) {

  /// Copies the list.
  public PartList {
    parts = List.copyOf(parts);
  }

  /// Make the value of the record.
  public byte[] close(SealedRecords records, String version) {
    RecordWriter clear = new RecordWriter().i32(parts.size());
    RecordWriter secret = new RecordWriter();
    for (PartRecord part : parts) {
      clear.u16(part.number());
      part.writeClear(clear);
      part.writeSecret(secret);
    }
    return records.close(
        RecordKeys.partList(version), new ClearAndSecret(clear.done(), secret.done()));
  }

  /// Open a record; fails with `DAMAGED`.
  public static PartList open(SealedRecords records, String version, byte[] value) {
    ClearAndSecret both = records.open(RecordKeys.partList(version), value);
    return RecordReader.read(
        both.clear(),
        clear ->
            RecordReader.read(
                both.secret(),
                secret -> {
                  int count = clear.i32();
                  List<PartRecord> parts = new ArrayList<>();
                  for (int i = 0; i < count; i++) {
                    parts.add(PartRecord.read(clear.u16(), clear, secret));
                  }
                  return new PartList(parts);
                }));
  }

  /// The length of the whole.
  public long size() {
    return parts.stream().mapToLong(PartRecord::size).sum();
  }
}
