package io.cofre.core.object;

import io.cofre.core.object.blob.BlobLife;
import io.cofre.core.object.record.RecordKeys;
import io.cofre.core.object.record.SealedRecords;
import io.cofre.core.seal.LayerKeys;
import io.cofre.core.seal.LayeredBodies;
import io.cofre.core.seal.ObjectKeys;
import io.cofre.core.seal.RecordSeal;
import java.io.IOException;

/// The buckets, objects and uploads of one store, wired and recovered. Thread-safe.
///
/// Two rooms over one store at the same time need different node names.
public final class ObjectRoom implements AutoCloseable {
  private final RecordSeal seal;
  private final Room room;
  private final DamageReport damage = new DamageReport();
  private final Buckets buckets;
  private final StoredObjects objects;
  private final Uploads uploads;
  private final ObjectKeys keys;

  private ObjectRoom(
      RecordSeal seal, ObjectKeys keys, Room room, Catalog catalog, DroppedUploads dropped) {
    this.seal = seal;
    this.keys = keys;
    this.room = room;
    this.buckets = new Buckets(room, catalog, damage, dropped);
    this.objects = new StoredObjects(room, catalog, damage);
    this.uploads = new Uploads(room, catalog, damage);
  }

  /// Open the room: makes the store's key for a new store, and begins to remove what a broken
  /// process left.
  ///
  /// @param base stays the caller's
  /// @throws io.cofre.core.object.model.ObjectFailure with `NOT_OPENABLE` if the store's key does
  ///   not open, in the operator's words
  /// @throws io.cofre.api.kms.KmsException if a new store's key cannot be made
  public static ObjectRoom open(Foundation base, ObjectSettings settings) throws IOException {
    RecordSeal seal = new StoreOpening(base).open();
    boolean complete = false;
    try {
      ObjectRoom room = recovered(base, settings, seal);
      complete = true;
      return room;
    } finally {
      if (!complete) {
        seal.close();
      }
    }
  }

  private static ObjectRoom recovered(Foundation base, ObjectSettings settings, RecordSeal seal)
      throws IOException {
    SealedRecords records = new SealedRecords(seal);
    BlobLife life =
        BlobLife.start(base.metadata(), base.blobs(), settings.node(), settings.blobsPerEpoch());
    BucketRules rules =
        new BucketRules(new BucketConfigurations(records), settings.sealing().rule());
    Room room =
        new Room(
            base.metadata(),
            base.blobs(),
            life,
            records,
            new Sealings(base.keys(), new LayerKeys(seal)),
            new SealPlans(rules, base.keys(), settings.sealing()),
            new LayeredBodies(base.bodies()),
            base.clock(),
            settings);
    Catalog catalog = new Catalog(records);
    DroppedUploads dropped = new DroppedUploads(room, catalog);
    boolean complete = false;
    try {
      dropped.recover();
      complete = true;
      return new ObjectRoom(seal, base.keys(), room, catalog, dropped);
    } finally {
      if (!complete) {
        life.close();
      }
    }
  }

  /// The buckets.
  public Buckets buckets() {
    return buckets;
  }

  /// The objects.
  public StoredObjects objects() {
    return objects;
  }

  /// The uploads.
  public Uploads uploads() {
    return uploads;
  }

  /// Seals stored objects otherwise, in one run: which key a name means is asked for once.
  public Reseals reseals() {
    return new Reseals(room, new Catalog(room.records()), keys);
  }

  /// The platform's own small secrets.
  public Vault vault() {
    return new Vault(room.metadata(), room.records());
  }

  /// The documents of the jobs.
  public Documents jobs() {
    return new Documents(room.metadata(), room.records(), RecordKeys.jobs());
  }

  /// What the keys of the KMS are needed for.
  public KeyUse keyUse() {
    return new KeyUse(room, keys);
  }

  /// What happened since the room was opened.
  public ObjectFigures figures() {
    return new ObjectFigures(room.life().figures(), damage.found());
  }

  /// Wait until everything that was deleted or left behind is removed from the blob store, but for
  /// what is being read.
  public void settle() throws InterruptedException {
    room.life().settle();
  }

  /// Close the room, after all calls have returned: removes what was deleted and wipes the store's
  /// key.
  @Override
  public void close() {
    room.life().close();
    seal.close();
  }
}
