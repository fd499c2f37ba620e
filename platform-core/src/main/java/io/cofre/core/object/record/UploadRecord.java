package io.cofre.core.object.record;

import io.cofre.core.object.model.Attributes;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.Tags;
import io.cofre.core.object.model.Upload;
import io.cofre.core.seal.Identity;
import io.cofre.core.seal.KeyFacts;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// An upload as it is stored: clear what concerns its parts, sealed what is said of the object.
///
/// @param upload what is known of it
/// @param version the id of the version it will become
/// @param sealing how the bodies of its parts are sealed
/// @param attributes what the client said of the object
/// @param tags the object's tags
/// @param context the client's encryption context; none in records of format 1
public record UploadRecord(
    Upload upload,
    String version,
    Sealing sealing,
    Attributes attributes,
    Tags tags,
    SortedMap<String, String> context) {
  private static final int FORMAT = 2;

  /// Copies the context.
  public UploadRecord {
    context = Collections.unmodifiableSortedMap(new TreeMap<>(context));
  }

  /// What the key and the bodies are bound to.
  public Identity identity() {
    return new Identity(upload.name().bucket(), upload.name().key(), version);
  }

  /// What its key is bound to.
  public KeyFacts facts() {
    return Facts.of(identity(), sealing, context);
  }

  /// The same, sealed otherwise.
  public UploadRecord with(Sealing other) {
    Upload shown = upload.with(upload.owner(), other.protection());
    return new UploadRecord(shown, version, other, attributes, tags, context);
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
    SealingCodec.write(clear, sealing);
    RecordWriter secret = new RecordWriter();
    FieldCodec.attributes(secret, attributes);
    secret.pairs(tags.pairs()).text(upload.owner()).pairs(context);
    return records.close(FORMAT, key(), new ClearAndSecret(clear.done(), secret.done()));
  }

  /// Open a record; fails with `DAMAGED`.
  public static UploadRecord open(SealedRecords records, ObjectName name, String id, byte[] value) {
    ClearAndSecret parts = records.open(RecordKeys.upload(name.bucket(), name.key(), id), value);
    int format = SealedRecords.format(value);
    UploadRecord clear = RecordReader.read(parts.clear(), in -> read(format, name, id, in));
    return RecordReader.read(parts.secret(), secret -> clear.with(format, secret));
  }

  /// Read the clear part alone, unverified; fails with `DAMAGED` if it makes no sense. Attributes,
  /// tags and owner are empty.
  public static UploadRecord guess(
      SealedRecords records, ObjectName name, String id, byte[] value) {
    int format = SealedRecords.format(value);
    return RecordReader.read(records.clear(value), in -> read(format, name, id, in));
  }

  private static UploadRecord read(int format, ObjectName name, String id, RecordReader in) {
    String version = in.hex(16);
    Instant started = Instant.ofEpochMilli(in.i64());
    var algorithm = FieldCodec.algorithm(in.u8());
    var type = FieldCodec.type(in.u8());
    boolean asked = FieldCodec.flag(in);
    Sealing sealing = SealingCodec.read(format, in);
    Upload upload = new Upload(name, id, started, algorithm, type, asked, "", sealing.protection());
    return new UploadRecord(upload, version, sealing, Attributes.NONE, Tags.NONE, new TreeMap<>());
  }

  private UploadRecord with(int format, RecordReader secret) {
    Attributes said = FieldCodec.attributes(secret);
    Tags tagged = new Tags(secret.pairs());
    Upload owned = upload.with(secret.text(), upload.protection());
    SortedMap<String, String> pairs = format == 1 ? new TreeMap<>() : secret.pairs();
    return new UploadRecord(owned, version, sealing, said, tagged, pairs);
  }
}
