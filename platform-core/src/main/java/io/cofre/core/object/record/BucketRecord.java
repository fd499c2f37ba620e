package io.cofre.core.object.record;

import io.cofre.core.object.model.Bucket;
import io.cofre.core.object.model.ObjectFailure;
import java.time.Instant;

/// A bucket as it is stored: clear when it was made (milliseconds), sealed the owner.
public final class BucketRecord {
  private BucketRecord() {}

  /// Make the value of the record.
  public static byte[] close(SealedRecords records, Bucket bucket) {
    byte[] clear = new RecordWriter().i64(bucket.created().toEpochMilli()).done();
    byte[] secret = new RecordWriter().text(bucket.owner()).done();
    return records.close(RecordKeys.bucket(bucket.name()), new ClearAndSecret(clear, secret));
  }

  /// Open it; fails with `DAMAGED`.
  public static Bucket open(SealedRecords records, String name, byte[] value) {
    ClearAndSecret parts = records.open(RecordKeys.bucket(name), value);
    String owner = RecordReader.read(parts.secret(), RecordReader::text);
    return new Bucket(name, created(parts.clear()), owner);
  }

  /// What can be said of a damaged one.
  public static Bucket guess(SealedRecords records, String name, byte[] value) {
    Instant created;
    try {
      created = created(records.clear(value));
    } catch (ObjectFailure _) {
      created = Instant.EPOCH; // nothing but the name is left
    }
    return new Bucket(name, created, "");
  }

  private static Instant created(byte[] clear) {
    return RecordReader.read(clear, in -> Instant.ofEpochMilli(in.i64()));
  }
}
