package io.cofre.core.object;

import io.cofre.api.storage.MetadataEntry;
import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.checksum.PartSums;
import io.cofre.core.object.model.CompleteUpload;
import io.cofre.core.object.model.CompleteUpload.ChosenPart;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;
import io.cofre.core.object.record.PartRecord;
import io.cofre.core.object.record.UploadRecord;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Compares what a client chose of an upload with what was uploaded.
final class PartChoice {
  private final Room room;
  private final UploadRecord upload;
  private final Map<Integer, byte[]> uploaded = new HashMap<>();

  PartChoice(Room room, UploadRecord upload, List<MetadataEntry> entries) {
    this.room = room;
    this.upload = upload;
    entries.forEach(entry -> uploaded.put(Catalog.partNumber(entry), entry.value()));
  }

  /// Fail with `INVALID_PART_ORDER` unless numbers ascend, with `INVALID_PART` if there are none.
  static void requireOrder(List<ChosenPart> chosen) {
    if (chosen.isEmpty()) {
      throw failure(Reason.INVALID_PART, "an object has at least one part");
    }
    int before = 0;
    for (ChosenPart part : chosen) {
      if (part.number() <= before) {
        throw failure(Reason.INVALID_PART_ORDER, "the parts are not in ascending order");
      }
      before = part.number();
    }
  }

  /// The chosen parts, all of which fit.
  List<PartRecord> parts(CompleteUpload request) {
    List<PartRecord> parts = new ArrayList<>();
    for (ChosenPart chosen : request.parts()) {
      parts.add(part(chosen));
    }
    for (PartRecord part : parts.subList(0, parts.size() - 1)) {
      if (part.size() < room.settings().partMinimum()) {
        throw failure(
            Reason.PART_TOO_SMALL,
            "part %d has %d bytes; all but the last have at least %d"
                .formatted(part.number(), part.size(), room.settings().partMinimum()));
      }
    }
    requireSize(request, parts.stream().mapToLong(PartRecord::size).sum());
    return parts;
  }

  private static void requireSize(CompleteUpload request, long size) {
    if (request.size().isPresent() && request.size().getAsLong() != size) {
      throw failure(
          Reason.SIZE_MISMATCH,
          "the parts have %d bytes together, %d were announced"
              .formatted(size, request.size().getAsLong()));
    }
  }

  private PartRecord part(ChosenPart chosen) {
    byte[] value = uploaded.get(chosen.number());
    if (value == null) {
      throw failure(Reason.INVALID_PART, "part %d was not uploaded".formatted(chosen.number()));
    }
    PartRecord part = PartRecord.open(room.records(), upload.version(), chosen.number(), value);
    if (!part.etag().equals(chosen.etag())) {
      throw failure(
          Reason.INVALID_PART, "part %d has another entity tag".formatted(chosen.number()));
    }
    if (chosen.checksum().isPresent() && !agrees(part.checksum(), chosen.checksum().get())) {
      throw failure(Reason.INVALID_PART, "part %d has another checksum".formatted(chosen.number()));
    }
    return part;
  }

  /// A checksum of an algorithm that the upload was not asked to keep cannot be compared any more:
  /// it was verified when the part came.
  private boolean agrees(Checksum kept, Checksum said) {
    return same(kept, said)
        || (said.algorithm() != kept.algorithm() && !upload.upload().checksumAsked());
  }

  /// The checksum of the whole; fails with `CHECKSUM_MISMATCH` if the client expects another.
  Checksum checksum(CompleteUpload request, List<PartRecord> parts) {
    ChecksumAlgorithm algorithm = upload.upload().algorithm();
    List<PartSums.Part> sums =
        parts.stream().map(part -> new PartSums.Part(part.checksum(), part.size())).toList();
    Checksum whole =
        switch (upload.upload().type()) {
          case FULL_OBJECT -> PartSums.full(algorithm, sums);
          case COMPOSITE -> PartSums.composite(algorithm, sums);
        };
    if (request.claimed().isPresent() && !same(whole, request.claimed().get())) {
      throw failure(
          Reason.CHECKSUM_MISMATCH, "the checksum that was sent is not that of the parts");
    }
    return whole;
  }

  /// Whether algorithm and value are equal; what a client says of the type is not looked at.
  private static boolean same(Checksum one, Checksum other) {
    return one.algorithm() == other.algorithm()
        && MessageDigest.isEqual(one.value(), other.value());
  }

  private static ObjectFailure failure(Reason reason, String message) {
    return new ObjectFailure(reason, message);
  }
}
