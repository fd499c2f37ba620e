package io.cofre.core.object.record;

/// A range of blob ids that somebody writes blobs under: an intent, there before the first blob.
///
/// @param node who writes
/// @param open whether blobs of it may be referred to; never again once it was closed for its sweep
public record EpochRecord(String node, boolean open) {

  /// Make the value of the record: format, open flag, node.
  public byte[] encoded() {
    return new RecordWriter().u8(1).u8(open ? 1 : 0).text(node).done();
  }

  /// Read it; fails with `DAMAGED`.
  public static EpochRecord decoded(byte[] value) {
    return RecordReader.read(
        value,
        in -> {
          in.format(1);
          boolean open = FieldCodec.flag(in);
          return new EpochRecord(in.text(), open);
        });
  }

  /// Encode the counter of epochs: format, the last number given.
  public static byte[] counter(int last) {
    return new RecordWriter().u8(1).i32(last).done();
  }

  /// Read the counter; fails with `DAMAGED`.
  public static int counter(byte[] value) {
    return RecordReader.read(
        value,
        in -> {
          in.format(1);
          return in.i32();
        });
  }
}
