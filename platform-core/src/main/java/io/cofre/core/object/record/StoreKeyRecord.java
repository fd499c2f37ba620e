package io.cofre.core.object.record;

import io.cofre.core.seal.Envelope;

/// The key that seals the records, as it is stored.
///
/// @param store the id of the store, random
/// @param cipher the name of the cipher that seals the records
/// @param envelope the wrapped key
public record StoreKeyRecord(String store, String cipher, Envelope envelope) {
  private static final int FORMAT = 2;

  /// The same key wrapped otherwise.
  public StoreKeyRecord with(Envelope other) {
    return new StoreKeyRecord(store, cipher, other);
  }

  /// Make the value of the record: format, store, cipher, long envelope.
  public byte[] encoded() {
    RecordWriter out = new RecordWriter().u8(FORMAT).text(store).text(cipher);
    SealingCodec.envelope(out, envelope);
    return out.done();
  }

  /// Read it, also one of format 1, which does not tell the version of the KMS's key; fails with
  /// `DAMAGED`.
  public static StoreKeyRecord decoded(byte[] value) {
    return RecordReader.read(
        value,
        in -> {
          int format = SealedRecords.format(value);
          in.format(format);
          return new StoreKeyRecord(
              in.text(),
              in.text(),
              format == 1 ? FieldCodec.envelope(in) : SealingCodec.envelope(in));
        });
  }
}
