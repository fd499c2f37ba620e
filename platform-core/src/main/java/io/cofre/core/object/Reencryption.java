package io.cofre.core.object;

import io.cofre.api.storage.MetadataView;
import io.cofre.core.object.blob.BlobTicket;
import io.cofre.core.object.blob.Change;
import io.cofre.core.object.blob.Leased;
import io.cofre.core.object.model.BucketSealing;
import io.cofre.core.object.model.EncryptionChoice;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.ReadKey;
import io.cofre.core.object.record.BodyOwner;
import io.cofre.core.object.record.Mode;
import io.cofre.core.object.record.ObjectRecord;
import io.cofre.core.object.record.PartList;
import io.cofre.core.object.record.PartRecord;
import io.cofre.core.object.record.Placement;
import io.cofre.core.object.record.RecordKeys;
import io.cofre.core.object.record.Sealing;
import io.cofre.core.object.record.StoredObject;
import io.cofre.core.seal.Identity;
import io.cofre.core.seal.KeyPlan;
import io.cofre.core.seal.Wrapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Seals the bodies of stored objects anew, as new versions that look to clients like the old ones.
/// Thread-safe.
///
/// @param room what it works with
/// @param catalog finds records
/// @param names tells which names mean one key
record Reencryption(Room room, Catalog catalog, KeyNames names) {

  /// An object, its bodies leased, and how it is to be sealed.
  private record Found(FoundObject object, ByteBuffer value, SealPlan plan) {
    StoredObject stored() {
      return object.object();
    }
  }

  /// Bodies that were sealed anew, by the order of the old ones.
  private record Bodies(List<NewBody> all) implements AutoCloseable {
    List<BlobTicket> tickets() {
      return all.stream().flatMap(body -> body.tickets().stream()).toList();
    }

    @Override
    public void close() {
      all.forEach(NewBody::close);
    }
  }

  boolean isSealed(SealedObject object, ResealTarget target) throws IOException {
    if (object.clear().isEmpty()) {
      return false;
    }
    Sealing sealing = object.clear().get().sealing();
    String bucket = object.name().bucket();
    SealPlan plan =
        room.metadata().read(view -> plan(view, bucket, target, sealing, new TreeMap<>()));
    return sealing.mode() == plan.mode()
        && sealing.layouts().equals(plan.layouts())
        && switch (plan.key()) {
          case KeyPlan.ByKms(var kms, var key) ->
              sealing.wrapping() instanceof Wrapping.ByKms
                  && names.isUnder(sealing.wrapping(), kms, key);
          case KeyPlan.ByBucketKey(var kms, var key) ->
              sealing.wrapping() instanceof Wrapping.ByBucketKey
                  && names.isUnder(sealing.wrapping(), kms, key);
          case KeyPlan.ByCustomer _ -> false;
        };
  }

  private SealPlan plan(MetadataView view, ObjectName name, ResealTarget target) {
    StoredObject object = catalog.object(view, name);
    return plan(view, name.bucket(), target, object.clear().sealing(), object.details().context());
  }

  private SealPlan plan(
      MetadataView view,
      String bucket,
      ResealTarget target,
      Sealing own,
      SortedMap<String, String> context) {
    var rule = room.plans().rules().encryption(view, bucket);
    if (target.choice() instanceof EncryptionChoice.ByBucket
        && OwnSealing.isStronger(own, rule.algorithm())) {
      return plan(view, bucket, OwnSealing.kept(own, context, target));
    }
    return plan(view, bucket, OwnSealing.inContext(context, target));
  }

  private SealPlan plan(MetadataView view, String bucket, ResealTarget target) {
    BucketSealing chosen = room.plans().rules().sealing(view, bucket);
    BucketSealing wanted =
        new BucketSealing(
            target.kms().isEmpty() ? chosen.kms() : target.kms(),
            target.kms().isEmpty() || target.kms().equals(chosen.kms()) ? chosen.key() : "",
            target.cipher().isEmpty() ? chosen.cipher() : target.cipher(),
            target.segmentBytes() == 0 ? chosen.segmentBytes() : target.segmentBytes());
    return room.plans().plan(view, bucket, target.choice(), wanted);
  }

  ResealOutcome run(ObjectName name, ResealTarget target, ByteGate gate) throws IOException {
    byte[] key = RecordKeys.object(name.bucket(), name.key());
    Leased<Optional<Found>> leased =
        room.life()
            .lookUp(
                view ->
                    view.get(key)
                        .map(value ->
                            new Found(
                                FoundObject.in(view, catalog, catalog.object(view, name)),
                                ByteBuffer.wrap(value),
                                plan(view, name, target))),
                found -> found.map(one -> one.object().blobs()).orElse(List.of()));
    try (OpenLease _ = new OpenLease(leased)) {
      if (leased.value().isEmpty()) {
        return ResealOutcome.CHANGED;
      }
      Found found = leased.value().get();
      return found.stored().clear().sealing().mode() == Mode.CUSTOMER
          ? ResealOutcome.CUSTOMER_KEY
          : sealed(found, gate);
    }
  }

  private record OpenLease(Leased<?> leased) implements AutoCloseable {
    @Override
    public void close() {
      leased.lease().close();
    }
  }

  private ResealOutcome sealed(Found found, ByteGate gate) throws IOException {
    StoredObject stored = found.stored();
    ObjectName name = stored.name();
    Identity identity = new Identity(name.bucket(), name.key(), RandomIds.version());
    Sealing before = stored.clear().sealing();
    try (SealingKeys old = room.sealings().open(before, stored.facts(), ReadKey.NONE);
        SealingKeys keys = room.sealings().make(found.plan(), identity);
        Bodies bodies = copied(found, old, keys, identity, gate)) {
      return commit(found, keys.sealing(), identity, bodies);
    } catch (ObjectFailure e) {
      if (e.reason() == Reason.CONFLICT) {
        return ResealOutcome.CHANGED;
      }
      throw e;
    }
  }

  private Bodies copied(
      Found found, SealingKeys old, SealingKeys keys, Identity identity, ByteGate gate)
      throws IOException {
    BodyCopy copy = new BodyCopy(room, found.object(), old, keys, identity, gate);
    List<NewBody> bodies = new ArrayList<>();
    boolean complete = false;
    try {
      for (FoundObject.Piece piece : found.object().pieces()) {
        bodies.add(copy.of(piece));
      }
      complete = true;
      return new Bodies(bodies);
    } finally {
      if (!complete) {
        bodies.forEach(NewBody::close);
      }
    }
  }

  private ResealOutcome commit(Found found, Sealing sealing, Identity identity, Bodies bodies)
      throws IOException {
    StoredObject stored = found.stored();
    ObjectName name = stored.name();
    byte[] key = RecordKeys.object(name.bucket(), name.key());
    List<PartRecord> parts = parts(found.object().parts(), bodies.all());
    ObjectRecord clear =
        new ObjectRecord(
            identity.version(),
            stored.clear().size(),
            stored.clear().modified(),
            parts.isEmpty() ? bodies.all().getFirst().placement() : new Placement.InParts(),
            sealing);
    byte[] value = clear.close(room.records(), name, stored.details().with(found.plan().context()));
    return room.life()
        .commit(
            bodies.tickets(),
            change -> {
              Optional<byte[]> present = change.records().get(key);
              if (present.isEmpty() || !ByteBuffer.wrap(present.get()).equals(found.value())) {
                // Thrown, so that the new bodies are not kept.
                throw new ObjectFailure(Reason.CONFLICT, "another write came between");
              }
              catalog.unlink(change, name);
              use(change, identity.version(), parts, bodies.all());
              change.records().put(key, value);
              return ResealOutcome.DONE;
            });
  }

  private void use(Change change, String version, List<PartRecord> parts, List<NewBody> bodies) {
    if (parts.isEmpty()) {
      bodies.getFirst().use(change, new BodyOwner(version, 0));
      return;
    }
    for (int i = 0; i < parts.size(); i++) {
      bodies.get(i).use(change, new BodyOwner(version, parts.get(i).number()));
    }
    change
        .records()
        .put(RecordKeys.partList(version), new PartList(parts).close(room.records(), version));
  }

  private static List<PartRecord> parts(List<PartRecord> before, List<NewBody> bodies) {
    List<PartRecord> parts = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      PartRecord part = before.get(i);
      parts.add(
          new PartRecord(
              part.number(),
              part.size(),
              part.modified(),
              bodies.get(i).placement(),
              part.md5(),
              part.checksum()));
    }
    return parts;
  }
}
