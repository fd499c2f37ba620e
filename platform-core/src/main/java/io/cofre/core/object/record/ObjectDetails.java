package io.cofre.core.object.record;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.object.model.Attributes;
import io.cofre.core.object.model.ETag;
import io.cofre.core.object.model.Tags;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The sealed part of an object's record: what depends on its content or was said of it.
///
/// @param etag its entity tag
/// @param checksum its checksum, when it has one
/// @param attributes what the client said of it
/// @param tags its tags
/// @param owner the account that wrote it
/// @param upload the id of the upload that it was made of, empty for an object in one piece
/// @param context the client's encryption context; none in records of format 1
public record ObjectDetails(
    ETag etag,
    Optional<Checksum> checksum,
    Attributes attributes,
    Tags tags,
    String owner,
    String upload,
    SortedMap<String, String> context) {

  /// Copies the context.
  public ObjectDetails {
    context = Collections.unmodifiableSortedMap(new TreeMap<>(context));
  }

  /// The same with other tags.
  public ObjectDetails with(Tags others) {
    return new ObjectDetails(etag, checksum, attributes, others, owner, upload, context);
  }

  /// The same with another encryption context.
  public ObjectDetails with(SortedMap<String, String> other) {
    return new ObjectDetails(etag, checksum, attributes, tags, owner, upload, other);
  }

  byte[] encoded() {
    RecordWriter out = new RecordWriter().text(etag.value());
    FieldCodec.checksum(out, checksum);
    FieldCodec.attributes(out, attributes);
    return out.pairs(tags.pairs()).text(owner).text(upload).pairs(context).done();
  }

  static ObjectDetails decoded(int format, byte[] secret) {
    return RecordReader.read(
        secret,
        in ->
            new ObjectDetails(
                new ETag(in.text()),
                FieldCodec.checksum(in),
                FieldCodec.attributes(in),
                new Tags(in.pairs()),
                in.text(),
                in.text(),
                format == 1 ? new TreeMap<>() : in.pairs()));
  }
}
