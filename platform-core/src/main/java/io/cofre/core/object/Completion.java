package io.cofre.core.object;

import io.cofre.api.storage.MetadataEntry;
import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.PartSums;
import io.cofre.core.object.blob.Change;
import io.cofre.core.object.model.CompleteUpload;
import io.cofre.core.object.model.CompleteUpload.ChosenPart;
import io.cofre.core.object.model.ETag;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.record.BodyOwner;
import io.cofre.core.object.record.Mode;
import io.cofre.core.object.record.ObjectDetails;
import io.cofre.core.object.record.ObjectRecord;
import io.cofre.core.object.record.PartList;
import io.cofre.core.object.record.PartRecord;
import io.cofre.core.object.record.Placement;
import io.cofre.core.object.record.RecordKeys;
import io.cofre.core.object.record.StoredObject;
import io.cofre.core.object.record.UploadRecord;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes objects of uploads, each in one transaction. Thread-safe.
///
/// @param room what it works with
/// @param catalog finds records
record Completion(Room room, Catalog catalog) {

  ObjectInfo complete(CompleteUpload request) throws IOException {
    PartChoice.requireOrder(request.parts());
    return room.life()
        .commit(change -> {
          catalog.requireBucket(change.records(), request.name().bucket());
          Optional<UploadRecord> upload =
              catalog.findUpload(change.records(), request.name(), request.id());
          return upload.isPresent()
              ? complete(change, request, upload.get())
              : repeated(change, request);
        });
  }

  /// The answer of a complete that went well before, as long as its object is the current one.
  private ObjectInfo repeated(Change change, CompleteUpload request) {
    StoredObject object =
        catalog
            .find(change.records(), request.name())
            .filter(present -> present.details().upload().equals(request.id()))
            .orElseThrow(Catalog::noSuchUpload);
    List<PartRecord> parts = catalog.parts(change.records(), object);
    List<ETag> chosen = request.parts().stream().map(ChosenPart::etag).toList();
    List<Integer> numbers = request.parts().stream().map(ChosenPart::number).toList();
    if (!parts.stream().map(PartRecord::etag).toList().equals(chosen)
        || !parts.stream().map(PartRecord::number).toList().equals(numbers)) {
      throw Catalog.noSuchUpload();
    }
    return info(object, parts);
  }

  private ObjectInfo complete(Change change, CompleteUpload request, UploadRecord upload) {
    List<MetadataEntry> uploaded = catalog.uploadedParts(change.records(), upload.version());
    PartChoice choice = new PartChoice(room, upload, uploaded);
    List<PartRecord> parts = choice.parts(request);
    Checksum checksum = choice.checksum(request, parts);
    catalog.require(change.records(), request.name(), request.condition());
    StoredObject object = object(upload, parts, checksum);
    catalog.unlink(change, request.name());
    change.records().delete(upload.key());
    freeOthers(change, upload, uploaded, parts);
    store(change, object, new PartList(parts));
    return info(object, parts);
  }

  private void freeOthers(
      Change change, UploadRecord upload, List<MetadataEntry> uploaded, List<PartRecord> parts) {
    Set<Integer> kept = parts.stream().map(PartRecord::number).collect(Collectors.toSet());
    for (MetadataEntry entry : uploaded) {
      int number = Catalog.partNumber(entry);
      if (kept.contains(number)) {
        change.records().delete(entry.key());
      } else {
        catalog.freePart(change, new BodyOwner(upload.version(), number));
      }
    }
  }

  private void store(Change change, StoredObject object, PartList parts) {
    ObjectName name = object.name();
    String version = object.clear().version();
    change.records().put(RecordKeys.partList(version), parts.close(room.records(), version));
    change
        .records()
        .put(
            RecordKeys.object(name.bucket(), name.key()),
            object.clear().close(room.records(), name, object.details()));
  }

  private static StoredObject object(
      UploadRecord upload, List<PartRecord> parts, Checksum checksum) {
    ObjectRecord clear =
        new ObjectRecord(
            upload.version(),
            new PartList(parts).size(),
            upload.upload().started(),
            new Placement.InParts(),
            upload.sealing());
    byte[] md5 = PartSums.md5OfMd5s(parts.stream().map(PartRecord::md5).toList());
    ObjectDetails details =
        new ObjectDetails(
            new ETag(HexFormat.of().formatHex(md5) + "-" + parts.size()),
            kept(upload, checksum),
            upload.attributes(),
            upload.tags(),
            upload.upload().owner(),
            upload.upload().id(),
            upload.context());
    return new StoredObject(upload.upload().name(), clear, details);
  }

  // Amazon S3 gives an object of a client's key no checksum that was not asked for.
  private static Optional<Checksum> kept(UploadRecord upload, Checksum checksum) {
    boolean unasked = upload.sealing().mode() == Mode.CUSTOMER && !upload.upload().checksumAsked();
    return unasked ? Optional.empty() : Optional.of(checksum);
  }

  private static ObjectInfo info(StoredObject object, List<PartRecord> parts) {
    return object.info(parts.stream().map(PartRecord::info).toList());
  }
}
