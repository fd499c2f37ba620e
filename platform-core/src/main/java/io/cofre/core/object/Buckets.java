package io.cofre.core.object;

import io.cofre.api.storage.MetadataEntry;
import io.cofre.core.object.blob.Change;
import io.cofre.core.object.model.Bucket;
import io.cofre.core.object.model.BucketEncryption;
import io.cofre.core.object.model.BucketSealing;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;
import io.cofre.core.object.record.BucketRecord;
import io.cofre.core.object.record.EncryptionCodec;
import io.cofre.core.object.record.KeyRange;
import io.cofre.core.object.record.RecordKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The buckets. Thread-safe.
public final class Buckets {
  private static final int BATCH = 1000;
  private final Room room;
  private final Catalog catalog;
  private final DamageReport damage;
  private final DroppedUploads dropped;
  private final BucketRules rules;

  Buckets(Room room, Catalog catalog, DamageReport damage, DroppedUploads dropped) {
    this.room = room;
    this.rules = room.plans().rules();
    this.catalog = catalog;
    this.damage = damage;
    this.dropped = dropped;
  }

  /// Make a bucket; fails with `BUCKET_EXISTS`.
  public Bucket create(String name, String owner) throws IOException {
    Bucket bucket = new Bucket(name, room.now(), owner);
    byte[] key = RecordKeys.bucket(name);
    byte[] value = BucketRecord.close(room.records(), bucket);
    return room.life()
        .commit(change -> {
          if (change.records().get(key).isPresent()) {
            throw new ObjectFailure(Reason.BUCKET_EXISTS, "there is a bucket " + name);
          }
          change.records().put(key, value);
          return bucket;
        });
  }

  /// Find a bucket; fails with `NO_SUCH_BUCKET`.
  public Bucket find(String name) throws IOException {
    return room.metadata()
        .read(view -> {
          catalog.requireBucket(view, name);
          byte[] value = view.get(RecordKeys.bucket(name)).orElseThrow();
          return BucketRecord.open(room.records(), name, value);
        });
  }

  /// Remove a bucket; fails with `NO_SUCH_BUCKET`, and with `BUCKET_NOT_EMPTY` when it holds
  /// objects. Uploads under way go with it.
  public void delete(String name) throws IOException {
    dropped.freeAll(room.life().commit(change -> remove(change, name)));
  }

  private List<String> remove(Change change, String name) {
    catalog.requireBucket(change.records(), name);
    KeyRange objects = RecordKeys.objects(name);
    if (!change.records().scan(objects.from(), objects.to(), 1).isEmpty()) {
      throw new ObjectFailure(Reason.BUCKET_NOT_EMPTY, "the bucket " + name + " holds objects");
    }
    change.records().delete(RecordKeys.bucket(name));
    rules.configurations().deleteAll(change.records(), name);
    return dropped.drop(change, name);
  }

  /// The rule by which new objects of a bucket are sealed; fails with `NO_SUCH_BUCKET`.
  public BucketEncryption encryption(String name) throws IOException {
    return room.metadata()
        .read(view -> {
          catalog.requireBucket(view, name);
          return rules.encryption(view, name);
        });
  }

  /// Whether a bucket has a rule of its own on sealing; fails with `NO_SUCH_BUCKET`.
  public boolean hasEncryption(String name) throws IOException {
    return room.metadata()
        .read(view -> {
          catalog.requireBucket(view, name);
          return rules.configurations().find(view, name, BucketRules.ENCRYPTION).isPresent();
        });
  }

  /// Set the rule of a bucket; fails with `NO_SUCH_BUCKET`. Stored objects and uploads under way
  /// stay as they are.
  public void encrypt(String name, BucketEncryption rule) throws IOException {
    configure(name, BucketRules.ENCRYPTION, EncryptionCodec.encoded(rule));
  }

  /// Return a bucket to the platform's rule; fails with `NO_SUCH_BUCKET`.
  public void forgetEncryption(String name) throws IOException {
    boolean _ =
        room.life()
            .commit(change -> {
              catalog.requireBucket(change.records(), name);
              rules.configurations().delete(change.records(), name, BucketRules.ENCRYPTION);
              return true;
            });
  }

  /// What an operator chose for a bucket's new objects; fails with `NO_SUCH_BUCKET`.
  public BucketSealing sealing(String name) throws IOException {
    return room.metadata()
        .read(view -> {
          catalog.requireBucket(view, name);
          return rules.sealing(view, name);
        });
  }

  /// Choose the instance, key and cipher of a bucket's new objects; fails with `NO_SUCH_BUCKET`.
  public void seal(String name, BucketSealing sealing) throws IOException {
    configure(name, BucketRules.SEALING, EncryptionCodec.encoded(sealing));
  }

  private void configure(String bucket, String name, byte[] document) throws IOException {
    boolean _ =
        room.life()
            .commit(change -> {
              catalog.requireBucket(change.records(), bucket);
              rules.configurations().put(change.records(), bucket, name, document);
              return true;
            });
  }

  /// Fail with `CUSTOMER_KEYS_BLOCKED` where a bucket refuses objects with keys of clients.
  public void requireCustomerKeys(String name) throws IOException {
    boolean _ =
        room.metadata()
            .read(view -> {
              catalog.requireBucket(view, name);
              rules.requireCustomerKeys(view, name);
              return true;
            });
  }

  /// List all buckets, by name.
  public List<Bucket> list() throws IOException {
    KeyRange range = RecordKeys.buckets();
    return room.metadata()
        .read(view -> {
          List<Bucket> buckets = new ArrayList<>();
          byte[] from = range.from();
          while (true) {
            List<MetadataEntry> found = view.scan(from, range.to(), BATCH);
            found.forEach(entry -> buckets.add(bucket(range, entry)));
            if (found.size() < BATCH) {
              return buckets;
            }
            from = KeyRange.next(found.getLast().key());
          }
        });
  }

  private Bucket bucket(KeyRange range, MetadataEntry entry) {
    String name = NameWalk.text(RecordKeys.tail(range, entry.key()));
    try {
      return BucketRecord.open(room.records(), name, entry.value());
    } catch (ObjectFailure e) {
      damage.report("the bucket " + name, entry.value(), e);
      return BucketRecord.guess(room.records(), name, entry.value());
    }
  }
}
