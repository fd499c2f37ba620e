package io.cofre.core.object;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.object.model.CompleteUpload;
import io.cofre.core.object.model.Content;
import io.cofre.core.object.model.CreateUpload;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.PartInfo;
import io.cofre.core.object.model.PartPage;
import io.cofre.core.object.model.ReadKey;
import io.cofre.core.object.model.Upload;
import io.cofre.core.object.model.UploadPage;
import io.cofre.core.object.model.UploadQuery;
import io.cofre.core.object.record.BodyOwner;
import io.cofre.core.object.record.Mode;
import io.cofre.core.object.record.PartRecord;
import io.cofre.core.object.record.RecordKeys;
import io.cofre.core.object.record.UploadRecord;
import io.cofre.core.seal.Identity;
import io.cofre.core.seal.KeyedTag;
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
    SealPlan plan =
        room.metadata()
            .read(view -> {
              catalog.requireBucket(view, name.bucket());
              return room.plans().plan(view, name.bucket(), request.object().encryption());
            });
    Identity identity = new Identity(name.bucket(), name.key(), RandomIds.version());
    Instant now = room.now();
    try (SealingKeys keys = room.sealings().make(plan, identity)) {
      Upload upload =
          new Upload(
              name,
              RandomIds.upload(now),
              now,
              request.algorithm(),
              request.type(),
              request.checksumAsked(),
              request.object().owner(),
              keys.sealing().protection());
      UploadRecord record =
          new UploadRecord(
              upload,
              identity.version(),
              keys.sealing(),
              request.object().attributes(),
              request.object().tags(),
              plan.context());
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
  ///
  /// @param brought the upload's key where it has one of the client's; fails with
  ///   `UPLOAD_KEY_REQUIRED` or `UPLOAD_KEY_MISMATCH` otherwise
  public PartInfo putPart(ObjectName name, String id, int number, Content content, ReadKey brought)
      throws IOException {
    Limits.requirePart(number);
    Limits.requireBody(content.length());
    UploadRecord upload = record(name, id);
    var kept = upload.upload().algorithm();
    try (SealingKeys keys = open(upload, brought);
        NewBody sealed =
            writer.write(
                keys.layers(upload.identity(), number),
                content,
                EnumSet.of(kept, content.algorithm()))) {
      byte[] md5 = sealed.digests().md5();
      boolean tagged = upload.sealing().mode() == Mode.SERVICE;
      PartRecord part =
          new PartRecord(
              number,
              content.length(),
              room.now(),
              sealed.placement(),
              tagged ? md5 : KeyedTag.of(keys.keys().getFirst(), md5),
              sealed.digests().checksum(kept).orElseThrow());
      commit(upload, part, sealed);
      return part.info();
    }
  }

  /// Store a part of an upload that no client's key is needed for.
  public PartInfo putPart(ObjectName name, String id, int number, Content content)
      throws IOException {
    return putPart(name, id, number, content, ReadKey.NONE);
  }

  private SealingKeys open(UploadRecord upload, ReadKey brought) {
    try {
      return room.sealings().open(upload.sealing(), upload.facts(), brought);
    } catch (ObjectFailure e) {
      throw asOfUpload(e);
    }
  }

  /// The failure of a key in an upload's words.
  private static ObjectFailure asOfUpload(ObjectFailure e) {
    return switch (e.reason()) {
      case KEY_REQUIRED, KEY_NOT_APPLICABLE ->
          new ObjectFailure(
              Reason.UPLOAD_KEY_REQUIRED, "a part comes with the key of its upload", e);
      case WRONG_KEY ->
          new ObjectFailure(Reason.UPLOAD_KEY_MISMATCH, "the upload was begun with another key", e);
      default -> e;
    };
  }

  /// Check a key that a client brings where sealing needs none: fails as [#putPart] does where
  /// another key than the upload's was brought.
  ///
  /// @param needed whether an upload with a client's key needs it here
  public void check(ObjectName name, String id, ReadKey brought, boolean needed)
      throws IOException {
    if (brought instanceof ReadKey.Customer) {
      open(record(name, id), brought).close();
    } else if (needed && record(name, id).sealing().mode() == Mode.CUSTOMER) {
      throw new ObjectFailure(Reason.UPLOAD_KEY_REQUIRED, "the upload has a client's key");
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
