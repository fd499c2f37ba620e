package io.cofre.core.object;

import io.cofre.api.storage.MetadataEntry;
import io.cofre.core.object.blob.Change;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.record.KeyRange;
import io.cofre.core.object.record.RecordKeys;
import io.cofre.core.object.record.UploadRecord;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Frees the parts of uploads whose bucket is removed, one upload at a time. Thread-safe.
///
/// @param room what it works with
/// @param catalog finds records
record DroppedUploads(Room room, Catalog catalog) {
  private static final System.Logger LOG = System.getLogger(DroppedUploads.class.getName());
  private static final int BATCH = 1000;

  /// Take all uploads out of a bucket, and note that their parts are to be freed.
  ///
  /// @return the ids of the versions they would have become
  List<String> drop(Change change, String bucket) {
    KeyRange range = RecordKeys.uploads(bucket);
    NameWalk names = new NameWalk(range, "", "");
    List<String> versions = new ArrayList<>();
    List<MetadataEntry> found;
    do {
      found = change.records().scan(range.from(), range.to(), BATCH);
      for (MetadataEntry entry : found) {
        change.records().delete(entry.key());
        byte[] name = names.name(entry);
        byte[] tail = RecordKeys.tail(range, entry.key());
        String id = NameWalk.text(Arrays.copyOfRange(tail, name.length + 1, tail.length));
        note(change, new ObjectName(bucket, NameWalk.text(name)), id, entry, versions);
      }
    } while (found.size() == BATCH);
    return versions;
  }

  private void note(
      Change change, ObjectName name, String id, MetadataEntry entry, List<String> versions) {
    try {
      String version = UploadRecord.guess(room.records(), name, id, entry.value()).version();
      change.records().put(RecordKeys.dropped(version), new byte[] {1});
      versions.add(version);
    } catch (ObjectFailure e) {
      LOG.log(Level.WARNING, "a damaged upload was removed; its parts may stay behind", e);
    }
  }

  /// Free the parts of those whose bucket was just removed; what fails is freed at the next start,
  /// for the bucket is gone either way.
  void freeAll(List<String> versions) {
    try {
      for (String version : versions) {
        free(version);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "parts of a removed bucket are freed at the next start only", e);
    }
  }

  private void free(String version) throws IOException {
    boolean _ =
        room.life()
            .commit(change -> {
              catalog.freeUploadedParts(change, version);
              change.records().delete(RecordKeys.dropped(version));
              return true;
            });
  }

  /// Free those that a broken process left.
  void recover() throws IOException {
    KeyRange range = RecordKeys.dropped();
    List<MetadataEntry> found;
    do {
      found = room.metadata().read(view -> view.scan(range.from(), range.to(), BATCH));
      for (MetadataEntry entry : found) {
        free(HexFormat.of().formatHex(RecordKeys.tail(range, entry.key())));
      }
    } while (found.size() == BATCH);
  }
}
