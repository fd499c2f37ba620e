package io.cofre.core.object;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.object.model.CompleteUpload;
import io.cofre.core.object.model.Content;
import io.cofre.core.object.model.CreateUpload;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.PartInfo;
import io.cofre.core.object.model.PartPage;
import io.cofre.core.object.model.Upload;
import io.cofre.core.object.model.UploadPage;
import io.cofre.core.object.model.UploadQuery;
import io.cofre.core.object.record.BodyOwner;
import io.cofre.core.object.record.PartRecord;
import io.cofre.core.object.record.RecordKeys;
import io.cofre.core.object.record.UploadRecord;
import io.cofre.core.seal.BodyRef;
import io.cofre.core.seal.Identity;
import io.cofre.core.seal.ObjectKey;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;

/// Multipart uploads. Thread-safe. Methods that name an upload fail with `NO_SUCH_UPLOAD`, those
/// that name a bucket with `NO_SUCH_BUCKET`.
public final class Uploads {
  private final Room room;
  private final Catalog catalog;
  private final BodyWriter writer;
  private final UploadListing listing;
  private final Completion completion;

  Uploads(Room room, Catalog catalog, DamageReport damage) {
    this.room = room;
    this.catalog = catalog;
    this.writer = new BodyWriter(room);
    this.listing = new UploadListing(room, catalog, damage);
    this.completion = new Completion(room, catalog);
  }

  /// Begin an upload.
  ///
  /// @throws IllegalArgumentException if the type of checksum cannot be made of parts
  public Upload create(CreateUpload request) throws IOException {
    if (request.type() == Checksum.Type.FULL_OBJECT && !request.algorithm().combines()) {
      throw new IllegalArgumentException(request.algorithm() + " of parts gives none of the whole");
    }
    ObjectName name = request.object().name();
    boolean _ =
        room.metadata()
            .read(view -> {
              catalog.requireBucket(view, name.bucket());
              return true;
            });
    Identity identity = new Identity(name.bucket(), name.key(), RandomIds.version());
    Instant now = room.now();
    try (ObjectKey key = room.keys().generate(identity)) {
      Upload upload =
          new Upload(
              name,
              RandomIds.upload(now),
              now,
              request.algorithm(),
              request.type(),
              request.checksumAsked(),
              request.object().owner());
      UploadRecord record =
          new UploadRecord(
              upload,
              identity.version(),
              room.bodies().layout(),
              key.envelope(),
              request.object().attributes(),
              request.object().tags());
      byte[] value = record.close(room.records());
      return room.life()
          .commit(change -> {
            catalog.requireBucket(change.records(), name.bucket());
            change.records().put(record.key(), value);
            return upload;
          });
    }
  }

  /// Find an upload.
  public Upload find(ObjectName name, String id) throws IOException {
    return record(name, id).upload();
  }

  private UploadRecord record(ObjectName name, String id) throws IOException {
    return room.metadata()
        .read(view -> {
          catalog.requireBucket(view, name.bucket());
          return catalog.upload(view, name, id);
        });
  }

  /// Store a part, in place of an earlier one of the same number. Fails as [StoredObjects#put]
  /// does, and with `INVALID_PART` for a number outside 1 to 10,000. The part keeps the checksum
  /// that the upload was begun with; one that the content names is verified beside it.
  public PartInfo putPart(ObjectName name, String id, int number, Content content)
      throws IOException {
    Limits.requirePart(number);
    Limits.requireBody(content.length());
    UploadRecord upload = record(name, id);
    BodyRef body = new BodyRef(upload.identity(), number, upload.layout());
    var kept = upload.upload().algorithm();
    try (ObjectKey key = room.keys().open(upload.envelope(), upload.identity());
        NewBody sealed = writer.write(key, body, content, EnumSet.of(kept, content.algorithm()))) {
      PartRecord part =
          new PartRecord(
              number,
              content.length(),
              room.now(),
              sealed.placement(),
              sealed.digests().md5(),
              sealed.digests().checksum(kept).orElseThrow());
      commit(upload, part, sealed);
      return part.info();
    }
  }

  private void commit(UploadRecord upload, PartRecord part, NewBody sealed) throws IOException {
    byte[] key = RecordKeys.part(upload.version(), part.number());
    byte[] value = part.close(room.records(), upload.version());
    BodyOwner owner = new BodyOwner(upload.version(), part.number());
    boolean _ =
        room.life()
            .commit(
                sealed.tickets(),
                change -> {
                  if (change.records().get(upload.key()).isEmpty()) {
                    throw Catalog.noSuchUpload();
                  }
                  catalog.freePart(change, owner);
                  sealed.use(change, owner);
                  change.records().put(key, value);
                  return true;
                });
  }

  /// Make an object of uploaded parts, and end the upload. Fails with `INVALID_PART`,
  /// `INVALID_PART_ORDER`, `PART_TOO_SMALL` (all but the last have at least 5 MiB),
  /// `SIZE_MISMATCH`, `CHECKSUM_MISMATCH`, `PRECONDITION_FAILED`; the upload then goes on.
  /// Completing again with the same parts after it succeeded gives the same answer while the object
  /// is the current one. The object's date is that of the upload's beginning.
  public ObjectInfo complete(CompleteUpload request) throws IOException {
    return completion.complete(request);
  }

  /// End an upload and free its parts.
  public void abort(ObjectName name, String id) throws IOException {
    boolean _ =
        room.life()
            .commit(change -> {
              catalog.requireBucket(change.records(), name.bucket());
              catalog.freeUploadedParts(change, catalog.unlinkUpload(change, name, id));
              return true;
            });
  }

  /// List uploads under way.
  public UploadPage list(UploadQuery query) throws IOException {
    return listing.page(query);
  }

  /// List the parts of an upload with numbers above `after`, at most `limit`.
  public PartPage parts(ObjectName name, String id, int after, int limit) throws IOException {
    return listing.parts(name, id, after, limit);
  }
}
