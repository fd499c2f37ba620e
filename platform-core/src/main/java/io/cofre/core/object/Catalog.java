package io.cofre.core.object;

import io.cofre.api.storage.MetadataEntry;
import io.cofre.api.storage.MetadataView;
import io.cofre.core.object.blob.Change;
import io.cofre.core.object.model.ETag;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.WriteCondition;
import io.cofre.core.object.model.WriteCondition.Absent;
import io.cofre.core.object.model.WriteCondition.Always;
import io.cofre.core.object.model.WriteCondition.Matching;
import io.cofre.core.object.record.BodyOwner;
import io.cofre.core.object.record.KeyRange;
import io.cofre.core.object.record.ObjectRecord;
import io.cofre.core.object.record.PartList;
import io.cofre.core.object.record.PartRecord;
import io.cofre.core.object.record.Placement.InParts;
import io.cofre.core.object.record.RecordKeys;
import io.cofre.core.object.record.SealedRecords;
import io.cofre.core.object.record.StoredObject;
import io.cofre.core.object.record.UploadRecord;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// Finds records in a view, and takes them out of it. Thread-safe.
///
/// @param records seals and opens them
record Catalog(SealedRecords records) {
  private static final System.Logger LOG = System.getLogger(Catalog.class.getName());

  /// Fail with `NO_SUCH_BUCKET` unless it is there.
  void requireBucket(MetadataView view, String name) {
    if (view.get(RecordKeys.bucket(name)).isEmpty()) {
      throw new ObjectFailure(Reason.NO_SUCH_BUCKET, "there is no bucket " + name);
    }
  }

  Optional<StoredObject> find(MetadataView view, ObjectName name) {
    return view.get(RecordKeys.object(name.bucket(), name.key()))
        .map(value -> ObjectRecord.open(records, name, value));
  }

  /// Fail with `NO_SUCH_KEY` unless it is there.
  StoredObject object(MetadataView view, ObjectName name) {
    return find(view, name).orElseThrow(Catalog::noSuchKey);
  }

  /// The parts of an object, none for one in one piece.
  List<PartRecord> parts(MetadataView view, StoredObject object) {
    if (!(object.clear().placement() instanceof InParts)) {
      return List.of();
    }
    String version = object.clear().version();
    byte[] list =
        view.get(RecordKeys.partList(version))
            .orElseThrow(() -> damaged("the list of an object's parts is missing"));
    return PartList.open(records, version, list).parts();
  }

  /// Fail with `PRECONDITION_FAILED` or `NO_SUCH_KEY` unless a condition holds.
  void require(MetadataView view, ObjectName name, WriteCondition condition) {
    switch (condition) {
      case Always() -> {
        // nothing must hold
      }
      case Absent() -> {
        if (view.get(RecordKeys.object(name.bucket(), name.key())).isPresent()) {
          throw preconditionFailed("an object of this key is there");
        }
      }
      case Matching(List<ETag> etags) -> {
        StoredObject present = object(view, name);
        if (!etags.isEmpty() && !etags.contains(present.details().etag())) {
          throw preconditionFailed("the object has another entity tag");
        }
      }
    }
  }

  /// Take an object out, if it is there; a damaged one goes as far as it can be read.
  void unlink(Change change, ObjectName name) {
    byte[] key = RecordKeys.object(name.bucket(), name.key());
    Optional<byte[]> value = change.records().get(key);
    if (value.isEmpty()) {
      return;
    }
    change.records().delete(key);
    try {
      ObjectRecord clear = ObjectRecord.clear(records, value.get());
      if (clear.placement() instanceof InParts) {
        freeParts(change, clear.version());
      }
      change.free(new BodyOwner(clear.version(), 0), clear.placement());
    } catch (ObjectFailure e) {
      LOG.log(Level.WARNING, "a damaged record was removed; its body may stay behind", e);
    }
  }

  private void freeParts(Change change, String version) {
    Optional<byte[]> list = change.records().get(RecordKeys.partList(version));
    if (list.isPresent()) {
      for (PartRecord part : PartList.open(records, version, list.get()).parts()) {
        change.free(new BodyOwner(version, part.number()), part.placement());
      }
    }
  }

  /// Fail with `NO_SUCH_UPLOAD` unless it is there.
  UploadRecord upload(MetadataView view, ObjectName name, String id) {
    return findUpload(view, name, id).orElseThrow(Catalog::noSuchUpload);
  }

  Optional<UploadRecord> findUpload(MetadataView view, ObjectName name, String id) {
    return view.get(uploadKey(name, id)).map(value -> UploadRecord.open(records, name, id, value));
  }

  private static byte[] uploadKey(ObjectName name, String id) {
    if (id.indexOf('\0') >= 0) {
      throw noSuchUpload();
    }
    return RecordKeys.upload(name.bucket(), name.key(), id);
  }

  /// Take an upload out; fails with `NO_SUCH_UPLOAD`.
  ///
  /// @return the id of the version it would have become
  String unlinkUpload(Change change, ObjectName name, String id) {
    byte[] key = uploadKey(name, id);
    byte[] value = change.records().get(key).orElseThrow(Catalog::noSuchUpload);
    String version = UploadRecord.guess(records, name, id, value).version();
    change.records().delete(key);
    return version;
  }

  /// Take all parts of an upload out.
  void freeUploadedParts(Change change, String version) {
    for (MetadataEntry entry : uploadedParts(change.records(), version)) {
      freePart(change, new BodyOwner(version, partNumber(entry)));
    }
  }

  /// Take a part of an upload out, if it is there; a damaged one goes as far as it can be read.
  void freePart(Change change, BodyOwner owner) {
    byte[] key = RecordKeys.part(owner.version(), owner.part());
    Optional<byte[]> value = change.records().get(key);
    if (value.isEmpty()) {
      return;
    }
    change.records().delete(key);
    try {
      change.free(owner, PartRecord.placement(records, value.get()));
    } catch (ObjectFailure e) {
      LOG.log(Level.WARNING, "a damaged part was removed; its body may stay behind", e);
    }
  }

  /// All parts of an upload, at most 10,000.
  List<MetadataEntry> uploadedParts(MetadataView view, String version) {
    KeyRange range = RecordKeys.parts(version);
    return view.scan(range.from(), range.to(), Limits.PARTS);
  }

  static int partNumber(MetadataEntry entry) {
    return ByteBuffer.wrap(entry.key()).getShort(entry.key().length - Short.BYTES) & 0xffff;
  }

  static ObjectFailure noSuchKey() {
    return new ObjectFailure(Reason.NO_SUCH_KEY, "there is no object of this key");
  }

  static ObjectFailure noSuchUpload() {
    return new ObjectFailure(Reason.NO_SUCH_UPLOAD, "there is no upload of this id");
  }

  static ObjectFailure damaged(String message) {
    return new ObjectFailure(Reason.DAMAGED, message);
  }

  private static ObjectFailure preconditionFailed(String message) {
    return new ObjectFailure(Reason.PRECONDITION_FAILED, message);
  }
}
