package io.cofre.core.object;

import io.cofre.api.storage.MetadataEntry;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.PartInfo;
import io.cofre.core.object.model.PartPage;
import io.cofre.core.object.model.Upload;
import io.cofre.core.object.model.UploadPage;
import io.cofre.core.object.model.UploadQuery;
import io.cofre.core.object.record.KeyRange;
import io.cofre.core.object.record.PartRecord;
import io.cofre.core.object.record.RecordKeys;
import io.cofre.core.object.record.UploadRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes pages of uploads and of their parts. Thread-safe.
///
/// @param room what it works with
/// @param catalog finds records
/// @param damage is told of damaged records
record UploadListing(Room room, Catalog catalog, DamageReport damage) {

  UploadPage page(UploadQuery query) throws IOException {
    String bucket = query.bucket();
    NameWalk walk = new NameWalk(RecordKeys.uploads(bucket), query.prefix(), query.delimiter());
    byte[] start = start(walk, query);
    NameWalk.Steps steps =
        room.metadata()
            .read(view -> {
              catalog.requireBucket(view, bucket);
              return query.limit() == 0
                  ? new NameWalk.Steps(List.of(), List.of(), "", false)
                  : walk.walk(view, start, query.limit());
            });
    List<Upload> uploads =
        steps.entries().stream().flatMap(entry -> upload(walk, bucket, entry).stream()).toList();
    return new UploadPage(
        uploads, steps.groups(), steps.more() ? steps.last() : "", lastId(walk, steps));
  }

  /// The id that a next page begins behind, empty unless this one ended with an upload.
  private static String lastId(NameWalk walk, NameWalk.Steps steps) {
    if (!steps.more() || steps.entries().isEmpty()) {
      return "";
    }
    MetadataEntry entry = steps.entries().getLast();
    boolean ended = NameWalk.text(walk.name(entry)).equals(steps.last());
    return ended ? id(walk, entry) : "";
  }

  private static byte[] start(NameWalk walk, UploadQuery query) {
    if (query.afterKey().isEmpty() || walk.isGroup(query.afterKey())) {
      return walk.startBehind(query.afterKey());
    }
    String zero = "\0";
    byte[] behind =
        (query.afterKey() + zero + query.afterUpload()).getBytes(StandardCharsets.UTF_8);
    byte[] key = walk.range().key(behind);
    return query.afterUpload().isEmpty() ? KeyRange.behind(key) : KeyRange.next(key);
  }

  private static String id(NameWalk walk, MetadataEntry entry) {
    byte[] tail = RecordKeys.tail(walk.range(), entry.key());
    int start = walk.name(entry).length + 1;
    return new String(tail, start, tail.length - start, StandardCharsets.UTF_8);
  }

  private Optional<Upload> upload(NameWalk walk, String bucket, MetadataEntry entry) {
    ObjectName name = new ObjectName(bucket, NameWalk.text(walk.name(entry)));
    String id = id(walk, entry);
    try {
      return Optional.of(UploadRecord.open(room.records(), name, id, entry.value()).upload());
    } catch (ObjectFailure e) {
      damage.report("an upload of " + bucket + "/" + name.key(), entry.value(), e);
      return guess(name, id, entry);
    }
  }

  private Optional<Upload> guess(ObjectName name, String id, MetadataEntry entry) {
    try {
      return Optional.of(UploadRecord.guess(room.records(), name, id, entry.value()).upload());
    } catch (ObjectFailure _) {
      return Optional.empty(); // nothing can be said of it; it was reported above
    }
  }

  PartPage parts(ObjectName name, String id, int after, int limit) throws IOException {
    return room.metadata()
        .read(view -> {
          catalog.requireBucket(view, name.bucket());
          UploadRecord upload = catalog.upload(view, name, id);
          List<MetadataEntry> entries = List.of();
          if (limit > 0 && after < Limits.PARTS) {
            byte[] from = RecordKeys.part(upload.version(), Math.max(after, 0) + 1);
            KeyRange range = RecordKeys.parts(upload.version());
            entries = view.scan(from, range.to(), limit + 1);
          }
          boolean truncated = entries.size() > limit;
          List<PartInfo> parts = new ArrayList<>();
          for (MetadataEntry entry : truncated ? entries.subList(0, limit) : entries) {
            part(upload, entry).ifPresent(parts::add);
          }
          return new PartPage(upload.upload(), parts, truncated);
        });
  }

  private Optional<PartInfo> part(UploadRecord upload, MetadataEntry entry) {
    int number = Catalog.partNumber(entry);
    try {
      return Optional.of(
          PartRecord.open(room.records(), upload.version(), number, entry.value()).info());
    } catch (ObjectFailure e) {
      damage.report("part " + number + " of upload " + upload.upload().id(), entry.value(), e);
      return Optional.empty(); // a part cannot be shown without its tag
    }
  }
}
