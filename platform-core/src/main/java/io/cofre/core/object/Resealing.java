package io.cofre.core.object;

import io.cofre.core.object.model.ETag;
import io.cofre.core.object.model.EncryptionChoice;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.PutObject;
import io.cofre.core.object.model.ReadKey;
import io.cofre.core.object.model.WriteCondition;
import io.cofre.core.object.record.Mode;
import io.cofre.core.object.record.ObjectDetails;
import io.cofre.core.object.record.ObjectRecord;
import io.cofre.core.object.record.PartRecord;
import io.cofre.core.object.record.RecordKeys;
import io.cofre.core.object.record.Sealing;
import io.cofre.core.object.record.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// Keeps the keys of stored objects another way, and leaves their bodies as they are. Thread-safe.
///
/// A write that comes between wins: then nothing is changed.
///
/// @param room what it works with
/// @param catalog finds records
record Resealing(Room room, Catalog catalog) {

  /// An object as it was found.
  ///
  /// @param value its record as it is stored
  private record Found(
      StoredObject object, List<PartRecord> parts, ByteBuffer value, SealPlan plan) {

    ObjectName name() {
      return object.name();
    }

    Sealing sealing() {
      return object.clear().sealing();
    }

    /// Whether the bodies can stay.
    boolean keepsBodies() {
      return sealing().layouts().equals(plan.layouts());
    }
  }

  private Found find(ObjectName name, EncryptionChoice choice) throws IOException {
    return room.metadata()
        .read(view -> {
          catalog.requireBucket(view, name.bucket());
          StoredObject object = catalog.object(view, name);
          byte[] value = view.get(RecordKeys.object(name.bucket(), name.key())).orElseThrow();
          SealPlan plan = room.plans().plan(view, name.bucket(), choice);
          return new Found(object, catalog.parts(view, object), ByteBuffer.wrap(value), plan);
        });
  }

  /// Make an object a copy of itself that is sealed otherwise; empty where its body has to be
  /// sealed anew for that: another cipher, other layers, or an entity tag that is the MD5 of the
  /// content and not known.
  Optional<ObjectInfo> copy(PutObject request, ReadKey brought) throws IOException {
    Found found = find(request.name(), request.encryption());
    boolean tagKnown = !found.plan().taggedByMd5() || found.sealing().mode() == Mode.SERVICE;
    if (!found.keepsBodies() || !tagKnown) {
      return Optional.empty();
    }
    ObjectDetails before = found.object().details();
    ObjectDetails details =
        new ObjectDetails(
            found.plan().taggedByMd5() ? before.etag() : otherTag(before.etag()),
            before.checksum(),
            request.attributes(),
            request.tags(),
            request.owner(),
            before.upload(),
            found.plan().context());
    ObjectRecord clear = found.object().clear();
    ObjectRecord now =
        new ObjectRecord(
            clear.version(), clear.size(), room.now(), clear.placement(), clear.sealing());
    return Optional.of(commit(found, now.with(rewrapped(found, brought)), details, request));
  }

  private static ETag otherTag(ETag before) {
    int suffix = before.value().indexOf('-');
    String tail = suffix < 0 ? "" : before.value().substring(suffix);
    return new ETag(Tagging.random().value() + tail);
  }

  /// Keep an object's key under a key of a KMS; entity tag, date and all else stay. Fails with
  /// `CANNOT_RESEAL` for objects of clients' keys and of two layers.
  ObjectInfo update(ObjectName name, EncryptionChoice.ByKms choice) throws IOException {
    Found found = find(name, choice);
    Mode mode = found.sealing().mode();
    if (mode == Mode.CUSTOMER || mode == Mode.DUAL_KMS || choice.dual()) {
      throw new ObjectFailure(
          Reason.CANNOT_RESEAL, "an object of a client's key or of two layers stays as it is");
    }
    ObjectDetails details = found.object().details().with(found.plan().context());
    ObjectRecord clear = found.object().clear().with(rewrapped(found, ReadKey.NONE));
    return commit(found, clear, details, always(name));
  }

  private static PutObject always(ObjectName name) {
    return new PutObject(
        name,
        io.cofre.core.object.model.Attributes.NONE,
        io.cofre.core.object.model.Tags.NONE,
        new WriteCondition.Always(),
        "");
  }

  private Sealing rewrapped(Found found, ReadKey brought) {
    var identity = found.object().clear().identity(found.name());
    return room.sealings()
        .rewrap(
            found.sealing(),
            found.object().facts(),
            brought,
            found.plan().mode(),
            found.plan().key(),
            found.plan().facts(identity));
  }

  private ObjectInfo commit(
      Found found, ObjectRecord clear, ObjectDetails details, PutObject request)
      throws IOException {
    ObjectName name = found.name();
    byte[] key = RecordKeys.object(name.bucket(), name.key());
    byte[] value = clear.close(room.records(), name, details);
    boolean _ =
        room.life()
            .commit(change -> {
              catalog.requireBucket(change.records(), name.bucket());
              catalog.require(change.records(), name, request.condition());
              Optional<byte[]> present = change.records().get(key);
              if (present.isEmpty() || !ByteBuffer.wrap(present.get()).equals(found.value())) {
                throw new ObjectFailure(Reason.CONFLICT, "another write came between");
              }
              change.records().put(key, value);
              return true;
            });
    return new StoredObject(name, clear, details)
        .info(found.parts().stream().map(PartRecord::info).toList());
  }
}
