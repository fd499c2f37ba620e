package io.cofre.core.object;

import io.cofre.api.storage.MetadataEntry;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.record.KeyRange;
import io.cofre.core.object.record.ObjectRecord;
import io.cofre.core.object.record.RecordKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Walks over objects in the order of their buckets and keys, a page at a time. Thread-safe.
///
/// @param room what it works with
record Survey(Room room) {
  private static final int BATCH = 1000;

  /// Count the objects there are now.
  long count(ResealScope scope) throws IOException {
    return count(range(scope));
  }

  /// Count the records there are now in a range.
  long count(KeyRange range) throws IOException {
    long count = 0;
    byte[] from = range.from();
    while (true) {
      byte[] begin = from;
      List<MetadataEntry> page = room.metadata().read(view -> view.scan(begin, range.to(), BATCH));
      count += page.size();
      if (page.size() < BATCH) {
        return count;
      }
      from = KeyRange.next(page.getLast().key());
    }
  }

  /// The next objects.
  ///
  /// @param cursor where the page begins behind ([#cursor]), empty for the beginning
  List<SealedObject> page(ResealScope scope, String cursor, int limit) throws IOException {
    KeyRange range = range(scope);
    byte[] from = cursor.isEmpty() ? range.from() : KeyRange.next(HexFormat.of().parseHex(cursor));
    return room.metadata().read(view -> view.scan(from, range.to(), limit)).stream()
        .map(this::object)
        .toList();
  }

  /// Where a page begins that follows an object.
  static String cursor(SealedObject object) {
    ObjectName name = object.name();
    return HexFormat.of().formatHex(RecordKeys.object(name.bucket(), name.key()));
  }

  private SealedObject object(MetadataEntry entry) {
    String text = new String(entry.key(), StandardCharsets.UTF_8).substring(1);
    int zero = text.indexOf('\0');
    ObjectName name = new ObjectName(text.substring(0, zero), text.substring(zero + 1));
    try {
      return new SealedObject(
          name, Optional.of(ObjectRecord.open(room.records(), name, entry.value()).clear()));
    } catch (ObjectFailure _) {
      return new SealedObject(name, Optional.empty());
    }
  }

  private static KeyRange range(ResealScope scope) {
    return scope.bucket().isEmpty()
        ? RecordKeys.objects()
        : RecordKeys.objects(scope.bucket())
            .within(scope.prefix().getBytes(StandardCharsets.UTF_8));
  }
}
