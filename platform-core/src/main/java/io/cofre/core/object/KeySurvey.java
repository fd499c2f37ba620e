package io.cofre.core.object;

import io.cofre.api.storage.MetadataEntry;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.record.KeyRange;
import io.cofre.core.object.record.ObjectRecord;
import io.cofre.core.object.record.RecordKeys;
import io.cofre.core.object.record.Sealing;
import io.cofre.core.object.record.StoreKeyRecord;
import io.cofre.core.object.record.UploadRecord;
import io.cofre.core.seal.Wrapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Walks over wrapped keys: the store's own, those of uploads under way, those of objects.
/// Thread-safe.
///
/// Uploads come before objects, so that one that becomes an object meanwhile is met as the one or
/// as the other.
///
/// @param room what it works with
record KeySurvey(Room room) {
  /// What the records' keys begin with, in the order in which they are walked over.
  private static final String ORDER = "SUO";

  /// Count the keys there are now.
  ///
  /// @param store whether the store's own is looked at
  long count(ResealScope scope, boolean store) throws IOException {
    Survey records = new Survey(room);
    long count = store ? 1 : 0;
    for (KeyRange range : ranges(scope)) {
      count += records.count(range);
    }
    return count;
  }

  /// The next keys, all of one kind: objects are looked for when the uploads are done with.
  ///
  /// @param cursor where the page begins behind ([#cursor]), empty for the beginning
  /// @param store whether the store's own is looked at; at the beginning only
  /// @return none only where there are no more
  List<HeldKey> page(ResealScope scope, boolean store, String cursor, int limit)
      throws IOException {
    if (cursor.isEmpty() && store) {
      return List.of(storeKey());
    }
    for (KeyRange range : ranges(scope)) {
      Optional<byte[]> from = from(range, cursor);
      if (from.isPresent()) {
        List<MetadataEntry> found =
            room.metadata().read(view -> view.scan(from.get(), range.to(), limit));
        if (!found.isEmpty()) {
          return found.stream().map(this::held).toList();
        }
      }
    }
    return List.of();
  }

  /// Where a page begins that follows a key.
  static String cursor(HeldKey key) {
    return HexFormat.of().formatHex(key.holder().record());
  }

  private static List<KeyRange> ranges(ResealScope scope) {
    if (scope.bucket().isEmpty()) {
      return List.of(RecordKeys.uploads(), RecordKeys.objects());
    }
    byte[] prefix = scope.prefix().getBytes(StandardCharsets.UTF_8);
    return List.of(
        RecordKeys.uploads(scope.bucket()).within(prefix),
        RecordKeys.objects(scope.bucket()).within(prefix));
  }

  /// Where a range begins; empty for one that lies before the cursor.
  private static Optional<byte[]> from(KeyRange range, String cursor) {
    if (cursor.isEmpty()) {
      return Optional.of(range.from());
    }
    byte[] last = HexFormat.of().parseHex(cursor);
    int order = Integer.compare(ORDER.indexOf(range.from()[0]), ORDER.indexOf(last[0]));
    if (order < 0) {
      return Optional.empty();
    }
    return Optional.of(order == 0 ? KeyRange.next(last) : range.from());
  }

  HeldKey storeKey() throws IOException {
    byte[] value =
        room.metadata().read(view -> view.get(RecordKeys.storeKey())).orElse(new byte[0]);
    try {
      Wrapping wrapping = new Wrapping.ByKms(StoreKeyRecord.decoded(value).envelope());
      return new HeldKey(new KeyHolder.OfStore(), Optional.of(wrapping));
    } catch (ObjectFailure _) {
      return new HeldKey(new KeyHolder.OfStore(), Optional.empty());
    }
  }

  private HeldKey held(MetadataEntry entry) {
    String[] names =
        new String(entry.key(), 1, entry.key().length - 1, StandardCharsets.UTF_8).split("\0", -1);
    ObjectName name = new ObjectName(names[0], names[1]);
    KeyHolder holder =
        names.length == 2 ? new KeyHolder.OfObject(name) : new KeyHolder.OfUpload(name, names[2]);
    try {
      Sealing sealing =
          names.length == 2
              ? ObjectRecord.open(room.records(), name, entry.value()).clear().sealing()
              : UploadRecord.open(room.records(), name, names[2], entry.value()).sealing();
      return new HeldKey(holder, Optional.of(sealing.wrapping()));
    } catch (ObjectFailure _) {
      return new HeldKey(holder, Optional.empty());
    }
  }
}
