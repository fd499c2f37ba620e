package io.cofre.core.object.record;

import io.cofre.core.object.model.Attributes;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.Tags;
import io.cofre.core.object.model.Upload;
import io.cofre.core.seal.Envelope;
import io.cofre.core.seal.Identity;
import io.cofre.core.seal.Layout;
import java.time.Instant;

/// An upload as it is stored: clear what concerns its parts, sealed what is said of the object.
///
/// @param upload what is known of it
/// @param version the id of the version it will become
/// @param layout how the bodies of its parts are laid out
/// @param envelope the wrapped key of the object
/// @param attributes what the client said of the object
/// @param tags the object's tags
public record UploadRecord(
    Upload upload,
    String version,
    Layout layout,
    Envelope envelope,
    Attributes attributes,
    Tags tags) {

  /// What the key and the bodies are bound to.
  public Identity identity() {
    return new Identity(upload.name().bucket(), upload.name().key(), version);
  }

  /// The key of the record.
  public byte[] key() {
    return RecordKeys.upload(upload.name().bucket(), upload.name().key(), upload.id());
  }

  /// Make the value of the record.
  public byte[] close(SealedRecords records) {
    RecordWriter clear =
        new RecordWriter()
            .hex(version)
            .i64(upload.started().toEpochMilli())
            .u8(FieldCodec.code(upload.algorithm()))
            .u8(FieldCodec.code(upload.type()))
            .u8(upload.checksumAsked() ? 1 : 0);
    FieldCodec.layout(clear, layout);
    FieldCodec.envelope(clear, envelope);
    RecordWriter secret = new RecordWriter();
    FieldCodec.attributes(secret, attributes);
    secret.pairs(tags.pairs()).text(upload.owner());
    return records.close(key(), new ClearAndSecret(clear.done(), secret.done()));
  }

  /// Open a record; fails with `DAMAGED`.
  public static UploadRecord open(SealedRecords records, ObjectName name, String id, byte[] value) {
    ClearAndSecret parts = records.open(RecordKeys.upload(name.bucket(), name.key(), id), value);
    UploadRecord clear = RecordReader.read(parts.clear(), in -> read(name, id, in));
    return RecordReader.read(parts.secret(), clear::with);
  }

  /// Read the clear part alone, unverified; fails with `DAMAGED` if it makes no sense. Attributes,
  /// tags and owner are empty.
  public static UploadRecord guess(
      SealedRecords records, ObjectName name, String id, byte[] value) {
    return RecordReader.read(records.clear(value), in -> read(name, id, in));
  }

  private static UploadRecord read(ObjectName name, String id, RecordReader in) {
    String version = in.hex(16);
    Upload upload =
        new Upload(
            name,
            id,
            Instant.ofEpochMilli(in.i64()),
            FieldCodec.algorithm(in.u8()),
            FieldCodec.type(in.u8()),
            FieldCodec.flag(in),
            "");
    return new UploadRecord(
        upload,
        version,
        FieldCodec.layout(in),
        FieldCodec.envelope(in),
        Attributes.NONE,
        Tags.NONE);
  }

  private UploadRecord with(RecordReader secret) {
    Attributes said = FieldCodec.attributes(secret);
    Tags tagged = new Tags(secret.pairs());
    String owner = secret.text();
    Upload owned =
        new Upload(
            upload.name(),
            upload.id(),
            upload.started(),
            upload.algorithm(),
            upload.type(),
            upload.checksumAsked(),
            owner);
    return new UploadRecord(owned, version, layout, envelope, said, tagged);
  }
}
