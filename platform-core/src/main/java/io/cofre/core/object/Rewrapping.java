package io.cofre.core.object;

import io.cofre.api.kms.KeyId;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.ReadKey;
import io.cofre.core.object.record.Mode;
import io.cofre.core.object.record.RecordKeys;
import io.cofre.core.object.record.Sealing;
import io.cofre.core.object.record.StoredObject;
import io.cofre.core.seal.Envelope;
import io.cofre.core.seal.KeyPlan;
import io.cofre.core.seal.Wrapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Wraps the keys of stored objects again, and touches nothing but their records. Thread-safe.
///
/// @param room what it works with
/// @param catalog finds records
/// @param names tells which names mean one key
record Rewrapping(Room room, Catalog catalog, KeyNames names) {

  private record Found(StoredObject object, ByteBuffer value) {
    Sealing sealing() {
      return object.clear().sealing();
    }

    Envelope envelope() {
      return sealing().envelope().orElseThrow();
    }
  }

  ResealOutcome again(ObjectName name, String newest) throws IOException {
    Optional<Found> found = find(name);
    if (found.isEmpty()) {
      return ResealOutcome.CHANGED;
    }
    if (found.get().sealing().mode() == Mode.CUSTOMER) {
      return ResealOutcome.CUSTOMER_KEY;
    }
    Envelope envelope = found.get().envelope();
    return under(found.get(), envelope.kms(), envelope.key().key(), newest);
  }

  ResealOutcome under(ObjectName name, String kms, KeyId key, String newest) throws IOException {
    Optional<Found> found = find(name);
    if (found.isEmpty()) {
      return ResealOutcome.CHANGED;
    }
    return found.get().sealing().mode() == Mode.CUSTOMER
        ? ResealOutcome.CUSTOMER_KEY
        : under(found.get(), kms, key, newest);
  }

  private Optional<Found> find(ObjectName name) throws IOException {
    byte[] key = RecordKeys.object(name.bucket(), name.key());
    return room.metadata()
        .read(view ->
            view.get(key)
                .map(value -> new Found(catalog.object(view, name), ByteBuffer.wrap(value))));
  }

  private ResealOutcome under(Found found, String kms, KeyId key, String newest)
      throws IOException {
    Sealing sealing = found.sealing();
    boolean sameKey = names.isUnder(sealing, kms, key);
    if (sameKey && !newest.isEmpty() && found.envelope().key().version().equals(newest)) {
      return ResealOutcome.CURRENT;
    }
    KeyPlan plan =
        sealing.wrapping() instanceof Wrapping.ByBucketKey
            ? new KeyPlan.ByBucketKey(kms, key)
            : new KeyPlan.ByKms(kms, key);
    var facts = found.object().facts();
    Sealing rewrapped =
        room.sealings().rewrap(sealing, facts, ReadKey.NONE, sealing.mode(), plan, facts);
    return commit(found, rewrapped);
  }

  private ResealOutcome commit(Found found, Sealing sealing) throws IOException {
    StoredObject object = found.object();
    ObjectName name = object.name();
    byte[] key = RecordKeys.object(name.bucket(), name.key());
    byte[] value = object.clear().with(sealing).close(room.records(), name, object.details());
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
}
