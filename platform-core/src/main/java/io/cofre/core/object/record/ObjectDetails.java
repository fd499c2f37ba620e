package io.cofre.core.object.record;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.object.model.Attributes;
import io.cofre.core.object.model.ETag;
import io.cofre.core.object.model.Tags;
import java.util.Optional;

/// The sealed part of an object's record: what depends on its content or was said of it.
///
/// @param etag its entity tag
/// @param checksum its checksum, when it has one
/// @param attributes what the client said of it
/// @param tags its tags
/// @param owner the account that wrote it
/// @param upload the id of the upload that it was made of, empty for an object in one piece
public record ObjectDetails(
    ETag etag,
    Optional<Checksum> checksum,
    Attributes attributes,
    Tags tags,
    String owner,
    String upload) {

  /// The same with other tags.
  public ObjectDetails with(Tags others) {
    return new ObjectDetails(etag, checksum, attributes, others, owner, upload);
  }

  byte[] encoded() {
    RecordWriter out = new RecordWriter().text(etag.value());
    FieldCodec.checksum(out, checksum);
    FieldCodec.attributes(out, attributes);
    return out.pairs(tags.pairs()).text(owner).text(upload).done();
  }

  static ObjectDetails decoded(byte[] secret) {
    return RecordReader.read(
        secret,
        in ->
            new ObjectDetails(
                new ETag(in.text()),
                FieldCodec.checksum(in),
                FieldCodec.attributes(in),
                new Tags(in.pairs()),
                in.text(),
                in.text()));
  }
}
