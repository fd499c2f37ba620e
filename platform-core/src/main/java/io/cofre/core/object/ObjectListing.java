package io.cofre.core.object;

import io.cofre.api.storage.MetadataEntry;
import io.cofre.core.object.model.Attributes;
import io.cofre.core.object.model.ETag;
import io.cofre.core.object.model.ListPage;
import io.cofre.core.object.model.ListQuery;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.Protection;
import io.cofre.core.object.model.Tags;
import io.cofre.core.object.record.ObjectRecord;
import io.cofre.core.object.record.RecordKeys;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Makes pages of objects. Thread-safe.
///
/// @param room what it works with
/// @param catalog finds records
/// @param damage is told of damaged records
record ObjectListing(Room room, Catalog catalog, DamageReport damage) {

  ListPage page(ListQuery query) throws IOException {
    String bucket = query.bucket();
    NameWalk walk = new NameWalk(RecordKeys.objects(bucket), query.prefix(), query.delimiter());
    byte[] start = walk.startBehind(query.after());
    NameWalk.Steps steps =
        room.metadata()
            .read(view -> {
              catalog.requireBucket(view, bucket);
              return query.limit() == 0
                  ? new NameWalk.Steps(List.of(), List.of(), "", false)
                  : walk.walk(view, start, query.limit());
            });
    List<ObjectInfo> objects =
        steps.entries().stream()
            .map(entry -> info(new ObjectName(bucket, NameWalk.text(walk.name(entry))), entry))
            .toList();
    return new ListPage(objects, steps.groups(), steps.more() ? steps.last() : "");
  }

  private ObjectInfo info(ObjectName name, MetadataEntry entry) {
    try {
      return ObjectRecord.open(room.records(), name, entry.value()).info();
    } catch (ObjectFailure e) {
      damage.report("the object " + name.bucket() + "/" + name.key(), entry.value(), e);
      return guess(name, entry);
    }
  }

  /// What can be said of an object whose record is damaged: no entity tag, for any would be a lie.
  private ObjectInfo guess(ObjectName name, MetadataEntry entry) {
    try {
      ObjectRecord clear = ObjectRecord.clear(room.records(), entry.value());
      return unknown(name, clear.version(), clear.size(), clear.modified());
    } catch (ObjectFailure _) {
      return unknown(name, "", 0, Instant.EPOCH); // it was reported above
    }
  }

  private static ObjectInfo unknown(ObjectName name, String version, long size, Instant modified) {
    return new ObjectInfo(
        name,
        version,
        size,
        modified,
        new ETag(""),
        Attributes.NONE,
        Tags.NONE,
        Optional.empty(),
        List.of(),
        "",
        new Protection.Service());
  }
}
