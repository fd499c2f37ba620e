package io.cofre.core.object;

import io.cofre.api.storage.MetadataView;
import io.cofre.core.object.blob.Leased;
import io.cofre.core.object.model.Content;
import io.cofre.core.object.model.ETag;
import io.cofre.core.object.model.EncryptionChoice;
import io.cofre.core.object.model.ListPage;
import io.cofre.core.object.model.ListQuery;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.PutObject;
import io.cofre.core.object.model.ReadKey;
import io.cofre.core.object.model.Tags;
import io.cofre.core.object.model.WriteCondition;
import io.cofre.core.object.record.BodyOwner;
import io.cofre.core.object.record.ObjectDetails;
import io.cofre.core.object.record.ObjectRecord;
import io.cofre.core.object.record.PartRecord;
import io.cofre.core.object.record.RecordKeys;
import io.cofre.core.object.record.Sealing;
import io.cofre.core.object.record.StoredObject;
import io.cofre.core.seal.Identity;
import io.cofre.core.seal.KeyedTag;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

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
  /// `MD5_MISMATCH`, `CHECKSUM_MISMATCH`, `INCOMPLETE_BODY`, `CUSTOMER_KEYS_BLOCKED`,
  /// `INVALID_KEY_ID`, or whatever the content's body throws; then nothing is stored. Whether the
  /// bucket is there and the condition holds is asked before the body is read, and again at the
  /// moment of the write.
  public ObjectInfo put(PutObject request, Content content) throws IOException {
    Limits.requireBody(content.length());
    SealPlan plan =
        room.metadata()
            .read(view -> {
              catalog.requireBucket(view, request.name().bucket());
              catalog.require(view, request.name(), request.condition());
              return room.plans().plan(view, request.name().bucket(), request.encryption());
            });
    Identity identity =
        new Identity(request.name().bucket(), request.name().key(), RandomIds.version());
    try (SealingKeys keys = room.sealings().make(plan, identity);
        NewBody sealed =
            writer.write(keys.layers(identity, 0), content, Set.of(content.algorithm()))) {
      StoredObject object = object(request, content, plan, keys, identity, sealed);
      commit(request, object, sealed);
      return object.info();
    }
  }

  private StoredObject object(
      PutObject request,
      Content content,
      SealPlan plan,
      SealingKeys keys,
      Identity identity,
      NewBody sealed) {
    ObjectRecord clear =
        new ObjectRecord(
            identity.version(), sealed.length(), room.now(), sealed.placement(), keys.sealing());
    ObjectDetails details =
        new ObjectDetails(
            tag(plan, keys, sealed),
            sealed.digests().checksum(content.algorithm()),
            request.attributes(),
            request.tags(),
            request.owner(),
            "",
            plan.context());
    return new StoredObject(request.name(), clear, details);
  }

  private static ETag tag(SealPlan plan, SealingKeys keys, NewBody sealed) {
    byte[] md5 = sealed.digests().md5();
    return Tagging.of(plan.taggedByMd5() ? md5 : KeyedTag.of(keys.keys().getFirst(), md5));
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
    return found(name, catalog::parts);
  }

  /// Return what is known of an object to somebody who could read it: fails besides as
  /// [#open(ObjectName, ReadKey)] does. It needs no KMS.
  public ObjectInfo head(ObjectName name, ReadKey brought) throws IOException {
    return found(
        name,
        (view, object) -> {
          Sealing sealing = object.clear().sealing();
          Sealings.require(sealing, brought);
          if (brought instanceof ReadKey.Customer) {
            room.sealings().open(sealing, object.facts(), brought).close();
          }
          return catalog.parts(view, object);
        });
  }

  private ObjectInfo found(
      ObjectName name, BiFunction<MetadataView, StoredObject, List<PartRecord>> parts)
      throws IOException {
    return room.metadata()
        .read(view -> {
          catalog.requireBucket(view, name.bucket());
          StoredObject object = catalog.object(view, name);
          return object.info(parts.apply(view, object).stream().map(PartRecord::info).toList());
        });
  }

  /// Open an object for reading; the caller closes it. It stays readable as it is now, whatever is
  /// written or deleted meanwhile. Fails with `NO_SUCH_KEY`, with `DAMAGED` when its record is, and
  /// with `KEY_REQUIRED`, `KEY_NOT_APPLICABLE` or `WRONG_KEY` where the client's key is not right,
  /// before anything else is said of the object.
  public ReadableObject open(ObjectName name, ReadKey brought) throws IOException {
    Leased<FoundObject> found =
        room.life()
            .lookUp(
                view -> {
                  catalog.requireBucket(view, name.bucket());
                  return FoundObject.in(view, catalog, catalog.object(view, name));
                },
                FoundObject::blobs);
    OpenObject object = new OpenObject(room, found, brought);
    boolean proven = false;
    try {
      Sealings.require(found.value().object().clear().sealing(), brought);
      object.prove();
      proven = true;
      return object;
    } finally {
      if (!proven) {
        object.close();
      }
    }
  }

  /// Open an object that no client's key is needed for.
  public ReadableObject open(ObjectName name) throws IOException {
    return open(name, ReadKey.NONE);
  }

  /// Make an object a copy of itself that is sealed as the request says, where its body can stay as
  /// it is; empty where it cannot, and nothing was done. Fails as [#put] and [#open] do, and with
  /// `CONFLICT` when another write came between.
  public Optional<ObjectInfo> copyOntoItself(PutObject request, ReadKey brought)
      throws IOException {
    return new Resealing(room, catalog).copy(request, brought);
  }

  /// Keep the key of an object under a key of a KMS; its body, entity tag and date stay. Fails with
  /// `NO_SUCH_KEY`, `INVALID_KEY_ID`, `CANNOT_RESEAL` for objects of clients' keys and of two
  /// layers, and with `CONFLICT` when another write came between.
  public ObjectInfo rewrap(ObjectName name, EncryptionChoice.ByKms choice) throws IOException {
    return new Resealing(room, catalog).update(name, choice);
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
