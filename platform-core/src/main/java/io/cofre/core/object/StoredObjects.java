package io.cofre.core.object;

import io.cofre.core.object.blob.Leased;
import io.cofre.core.object.model.Content;
import io.cofre.core.object.model.ETag;
import io.cofre.core.object.model.ListPage;
import io.cofre.core.object.model.ListQuery;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.PutObject;
import io.cofre.core.object.model.Tags;
import io.cofre.core.object.model.WriteCondition;
import io.cofre.core.object.record.BodyOwner;
import io.cofre.core.object.record.ObjectDetails;
import io.cofre.core.object.record.ObjectRecord;
import io.cofre.core.object.record.PartRecord;
import io.cofre.core.object.record.RecordKeys;
import io.cofre.core.object.record.StoredObject;
import io.cofre.core.seal.BodyRef;
import io.cofre.core.seal.Envelope;
import io.cofre.core.seal.Identity;
import io.cofre.core.seal.Layout;
import io.cofre.core.seal.ObjectKey;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Set;

/// The objects. Thread-safe. Every method fails with `NO_SUCH_BUCKET` when there is no such bucket.
public final class StoredObjects {
  private final Room room;
  private final Catalog catalog;
  private final BodyWriter writer;
  private final ObjectListing listing;

  StoredObjects(Room room, Catalog catalog, DamageReport damage) {
    this.room = room;
    this.catalog = catalog;
    this.writer = new BodyWriter(room);
    this.listing = new ObjectListing(room, catalog, damage);
  }

  /// Store an object: sealed, durable, then visible, all at once.
  ///
  /// Fails with `PRECONDITION_FAILED`, `NO_SUCH_KEY` (an `If-Match` on nothing), `TOO_LARGE`,
  /// `MD5_MISMATCH`, `CHECKSUM_MISMATCH`, `INCOMPLETE_BODY`, or whatever the content's body throws;
  /// then nothing is stored. Whether the bucket is there and the condition holds is asked before
  /// the body is read, and again at the moment of the write.
  public ObjectInfo put(PutObject request, Content content) throws IOException {
    Limits.requireBody(content.length());
    boolean _ =
        room.metadata()
            .read(view -> {
              catalog.requireBucket(view, request.name().bucket());
              catalog.require(view, request.name(), request.condition());
              return true;
            });
    String version = RandomIds.version();
    Layout layout = room.bodies().layout();
    Identity identity = new Identity(request.name().bucket(), request.name().key(), version);
    BodyRef body = new BodyRef(identity, 0, layout);
    try (ObjectKey key = room.keys().generate(identity);
        NewBody sealed = writer.write(key, body, content, Set.of(content.algorithm()))) {
      StoredObject object = object(request, content, body, key.envelope(), sealed);
      commit(request, object, sealed);
      return object.info();
    }
  }

  private StoredObject object(
      PutObject request, Content content, BodyRef body, Envelope envelope, NewBody sealed) {
    ObjectRecord clear =
        new ObjectRecord(
            body.identity().version(),
            content.length(),
            room.now(),
            sealed.placement(),
            body.layout(),
            envelope);
    ObjectDetails details =
        new ObjectDetails(
            new ETag(HexFormat.of().formatHex(sealed.digests().md5())),
            sealed.digests().checksum(content.algorithm()),
            request.attributes(),
            request.tags(),
            request.owner(),
            "");
    return new StoredObject(request.name(), clear, details);
  }

  private void commit(PutObject request, StoredObject object, NewBody sealed) throws IOException {
    ObjectName name = request.name();
    byte[] key = RecordKeys.object(name.bucket(), name.key());
    byte[] value = object.clear().close(room.records(), name, object.details());
    BodyOwner owner = new BodyOwner(object.clear().version(), 0);
    boolean _ =
        room.life()
            .commit(
                sealed.tickets(),
                change -> {
                  catalog.requireBucket(change.records(), name.bucket());
                  catalog.require(change.records(), name, request.condition());
                  catalog.unlink(change, name);
                  sealed.use(change, owner);
                  change.records().put(key, value);
                  return true;
                });
  }

  /// Return what is known of an object, its parts included; fails with `NO_SUCH_KEY`, and with
  /// `DAMAGED` when its record is.
  public ObjectInfo head(ObjectName name) throws IOException {
    return room.metadata()
        .read(view -> {
          catalog.requireBucket(view, name.bucket());
          StoredObject object = catalog.object(view, name);
          return object.info(catalog.parts(view, object).stream().map(PartRecord::info).toList());
        });
  }

  /// Open an object for reading; the caller closes it. It stays readable as it is now, whatever is
  /// written or deleted meanwhile. Fails with `NO_SUCH_KEY`, and with `DAMAGED` when its record is.
  public ReadableObject open(ObjectName name) throws IOException {
    Leased<FoundObject> found =
        room.life()
            .lookUp(
                view -> {
                  catalog.requireBucket(view, name.bucket());
                  return FoundObject.in(view, catalog, catalog.object(view, name));
                },
                FoundObject::blobs);
    return new OpenObject(room, found);
  }

  /// Remove an object if it is there and the condition holds; fails as [#put] does where it does
  /// not. A damaged object can be removed.
  public void delete(ObjectName name, WriteCondition condition) throws IOException {
    boolean _ =
        room.life()
            .commit(change -> {
              catalog.requireBucket(change.records(), name.bucket());
              catalog.require(change.records(), name, condition);
              catalog.unlink(change, name);
              return true;
            });
  }

  /// Set the tags of an object; fails with `NO_SUCH_KEY`.
  public void tag(ObjectName name, Tags tags) throws IOException {
    byte[] key = RecordKeys.object(name.bucket(), name.key());
    boolean _ =
        room.life()
            .commit(change -> {
              catalog.requireBucket(change.records(), name.bucket());
              StoredObject object = catalog.object(change.records(), name);
              ObjectDetails details = object.details().with(tags);
              change.records().put(key, object.clear().close(room.records(), name, details));
              return true;
            });
  }

  /// List objects. One whose record is damaged appears with what is known of it: without entity
  /// tag, and without size if that is lost, too.
  public ListPage list(ListQuery query) throws IOException {
    return listing.page(query);
  }
}
