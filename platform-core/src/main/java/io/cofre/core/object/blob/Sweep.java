package io.cofre.core.object.blob;

import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.BlobPage;
import io.cofre.api.storage.BlobStore;
import io.cofre.api.storage.MetadataEntry;
import io.cofre.api.storage.MetadataStore;
import io.cofre.api.storage.MetadataView;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.record.EpochRecord;
import io.cofre.core.object.record.KeyRange;
import io.cofre.core.object.record.RecordKeys;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Finds the blobs of an epoch that nobody refers to, and removes them. Thread-safe.
///
/// @param metadata the records
/// @param blobs the blobs
/// @param node whose epochs are swept
record Sweep(MetadataStore metadata, BlobStore blobs, String node) {
  private static final System.Logger LOG = System.getLogger(Sweep.class.getName());
  private static final int PAGE = 1000;

  /// The epochs that this node has left, at its start.
  List<Integer> left() throws IOException {
    List<Integer> numbers = new ArrayList<>();
    KeyRange range = RecordKeys.epochs();
    byte[] from = range.from();
    while (true) {
      byte[] begin = from;
      List<MetadataEntry> entries = metadata.read(view -> view.scan(begin, range.to(), PAGE));
      for (MetadataEntry entry : entries) {
        if (mine(entry.value())) {
          numbers.add(ByteBuffer.wrap(entry.key(), 1, Integer.BYTES).getInt());
        }
      }
      if (entries.size() < PAGE) {
        return numbers;
      }
      from = KeyRange.next(entries.getLast().key());
    }
  }

  private boolean mine(byte[] value) {
    try {
      return EpochRecord.decoded(value).node().equals(node);
    } catch (ObjectFailure e) {
      LOG.log(Level.WARNING, "the record of an epoch is damaged; its leftovers stay", e);
      return false;
    }
  }

  /// Sweep an epoch and forget it; returns how many blobs were removed.
  long epoch(int number) throws IOException {
    close(number);
    long removed = 0;
    BlobId after = Epoch.before(number);
    boolean last = false;
    while (!last) {
      BlobPage page = blobs.list(after, PAGE);
      List<BlobId> mine = page.ids().stream().filter(id -> Epoch.of(id) == number).toList();
      for (BlobId orphan : orphans(mine)) {
        blobs.delete(orphan);
        removed++;
      }
      last = page.last() || mine.size() < page.ids().size();
      after = mine.isEmpty() ? after : mine.getLast();
    }
    forget(number);
    return removed;
  }

  /// Remove the record of an epoch that left nothing.
  void forget(int number) throws IOException {
    boolean _ =
        metadata.write(tx -> {
          tx.delete(RecordKeys.epoch(number));
          return true;
        });
  }

  /// From now on no commit begins to use a blob of the epoch, not even one that is under way.
  private void close(int number) throws IOException {
    boolean _ =
        metadata.write(tx -> {
          tx.put(RecordKeys.epoch(number), new EpochRecord(node, false).encoded());
          return true;
        });
  }

  private List<BlobId> orphans(List<BlobId> ids) throws IOException {
    return metadata.read(view -> ids.stream().filter(id -> orphan(view, id)).toList());
  }

  /// A blob in the garbage is not an orphan: it may still be read, and is removed from there.
  private static boolean orphan(MetadataView view, BlobId id) {
    return view.get(RecordKeys.reference(id)).isEmpty()
        && view.get(RecordKeys.garbage(id)).isEmpty();
  }
}
