package io.cofre.core.object;

import io.cofre.api.kms.KeyId;
import io.cofre.api.storage.MetadataView;
import io.cofre.core.object.model.ReadKey;
import io.cofre.core.object.record.Sealing;
import io.cofre.core.object.record.StoreKeyRecord;
import io.cofre.core.object.record.StoredObject;
import io.cofre.core.object.record.UploadRecord;
import io.cofre.core.seal.Envelope;
import io.cofre.core.seal.KeyFacts;
import io.cofre.core.seal.KeyPlan;
import io.cofre.core.seal.ObjectKeys;
import io.cofre.core.seal.StoreKey;
import io.cofre.core.seal.Wrapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Wraps stored keys again, and touches nothing but the records that hold them. Thread-safe.
///
/// @param room what it works with
/// @param catalog finds records
/// @param keys opens the store's own key
/// @param names tells which names mean one key
record Rewrapping(Room room, Catalog catalog, ObjectKeys keys, KeyNames names) {

  /// A key as it was found.
  ///
  /// @param value the record as it is stored
  private record Found(ByteBuffer value, Wrapping wrapping, Again again) {}

  /// Wraps a found key otherwise, and makes the record that holds it then.
  @FunctionalInterface
  private interface Again {
    byte[] record(String kms, KeyId key);
  }

  /// Wrap a key under the newest version of the key that wraps it.
  ResealOutcome again(KeyHolder holder, String newest) throws IOException {
    Optional<Found> found = find(holder);
    if (found.isEmpty()) {
      return ResealOutcome.CHANGED;
    }
    Optional<Envelope> envelope = found.get().wrapping().kmsEnvelope();
    return envelope.isEmpty()
        ? ResealOutcome.CUSTOMER_KEY
        : under(
            holder,
            found.get(),
            envelope.get(),
            new KeyPlan.ByKms(envelope.get().kms(), envelope.get().key().key()),
            newest);
  }

  /// Wrap a key under another one.
  ResealOutcome under(KeyHolder holder, String kms, KeyId key, String newest) throws IOException {
    Optional<Found> found = find(holder);
    if (found.isEmpty()) {
      return ResealOutcome.CHANGED;
    }
    Optional<Envelope> envelope = found.get().wrapping().kmsEnvelope();
    return envelope.isEmpty()
        ? ResealOutcome.CUSTOMER_KEY
        : under(holder, found.get(), envelope.get(), new KeyPlan.ByKms(kms, key), newest);
  }

  private ResealOutcome under(
      KeyHolder holder, Found found, Envelope now, KeyPlan.ByKms target, String newest)
      throws IOException {
    boolean sameKey = names.isUnder(now, target.kms(), target.key());
    if (sameKey && !newest.isEmpty() && now.key().version().equals(newest)) {
      return ResealOutcome.CURRENT;
    }
    byte[] value = found.again().record(target.kms(), target.key());
    byte[] key = holder.record();
    return room.life()
        .commit(change -> {
          Optional<byte[]> present = change.records().get(key);
          if (present.isEmpty() || !ByteBuffer.wrap(present.get()).equals(found.value())) {
            return ResealOutcome.CHANGED;
          }
          change.records().put(key, value);
          return ResealOutcome.DONE;
        });
  }

  private Optional<Found> find(KeyHolder holder) throws IOException {
    return room.metadata()
        .read(view -> view.get(holder.record()).map(value -> found(view, holder, value)));
  }

  private Found found(MetadataView view, KeyHolder holder, byte[] value) {
    ByteBuffer stored = ByteBuffer.wrap(value);
    return switch (holder) {
      case KeyHolder.OfStore() -> {
        StoreKeyRecord record = StoreKeyRecord.decoded(value);
        StoreKey store = new StoreKey(keys, record.store());
        yield new Found(
            stored,
            new Wrapping.ByKms(record.envelope()),
            (kms, key) -> record.with(store.rewrap(record.envelope(), kms, key)).encoded());
      }
      case KeyHolder.OfUpload(var name, String id) -> {
        UploadRecord upload = catalog.upload(view, name, id);
        yield new Found(
            stored,
            upload.sealing().wrapping(),
            (kms, key) ->
                upload
                    .with(rewrapped(upload.sealing(), upload.facts(), kms, key))
                    .close(room.records()));
      }
      case KeyHolder.OfObject(var name) -> {
        StoredObject object = catalog.object(view, name);
        Sealing sealing = object.clear().sealing();
        yield new Found(
            stored,
            sealing.wrapping(),
            (kms, key) ->
                object
                    .clear()
                    .with(rewrapped(sealing, object.facts(), kms, key))
                    .close(room.records(), name, object.details()));
      }
    };
  }

  private Sealing rewrapped(Sealing sealing, KeyFacts facts, String kms, KeyId key) {
    KeyPlan plan =
        sealing.wrapping() instanceof Wrapping.ByBucketKey
            ? new KeyPlan.ByBucketKey(kms, key)
            : new KeyPlan.ByKms(kms, key);
    return room.sealings().rewrap(sealing, facts, ReadKey.NONE, sealing.mode(), plan, facts);
  }
}
