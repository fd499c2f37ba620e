package io.cofre.core.object.record;

import io.cofre.core.seal.Envelope;

/// The key that seals the records, as it is stored.
///
/// @param store the id of the store, random
/// @param cipher the name of the cipher that seals the records
/// @param envelope the wrapped key
public record StoreKeyRecord(String store, String cipher, Envelope envelope) {

  /// Make the value of the record: format, store, cipher, envelope.
  public byte[] encoded() {
    RecordWriter out = new RecordWriter().u8(1).text(store).text(cipher);
    FieldCodec.envelope(out, envelope);
    return out.done();
  }

  /// Read it; fails with `DAMAGED`.
  public static StoreKeyRecord decoded(byte[] value) {
    return RecordReader.read(
        value,
        in -> {
          in.format(1);
          return new StoreKeyRecord(in.text(), in.text(), FieldCodec.envelope(in));
        });
  }
}
