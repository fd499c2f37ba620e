package io.cofre.core.object.blob;

import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.BlobStore;
import io.cofre.api.storage.MetadataEntry;
import io.cofre.api.storage.MetadataStore;
import io.cofre.core.object.record.KeyRange;
import io.cofre.core.object.record.RecordKeys;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// Deletes what nobody needs any more, on a thread of its own, in batches, so that a delete costs
/// no durable write of its own for the blob. Thread-safe.
///
/// Whatever fails is logged and tried again a minute later; the records of the garbage see to it
/// that nothing is forgotten meanwhile.
final class Reaper implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Reaper.class.getName());
  private static final int BATCH = 1000;

  private final MetadataStore metadata;
  private final BlobStore blobs;
  private final Sweep sweep;
  private final Grace grace = new Grace();
  private final ReaperQueue queue = new ReaperQueue();
  private final Leases leases = new Leases(queue::offer);
  private final LongAdder deleted = new LongAdder();
  private final LongAdder swept = new LongAdder();
  private final Thread thread;

  private Reaper(MetadataStore metadata, BlobStore blobs, Sweep sweep) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.sweep = sweep;
    this.thread = Thread.ofVirtual().name("cofre-reaper").unstarted(this::run);
  }

  /// Start one, which begins with what a broken process left.
  static Reaper start(MetadataStore metadata, BlobStore blobs, String node) throws IOException {
    Sweep sweep = new Sweep(metadata, blobs, node);
    Reaper reaper = new Reaper(metadata, blobs, sweep);
    sweep.left().forEach(number -> reaper.queue.offer(new ReaperQueue.EpochTask(number, true)));
    reaper.queue.rescan();
    reaper.thread.start();
    return reaper;
  }

  Grace grace() {
    return grace;
  }

  Leases leases() {
    return leases;
  }

  /// Delete blobs whose garbage records are committed.
  void offer(List<BlobId> garbage) {
    queue.offer(garbage);
  }

  /// Finish an epoch whose writes have all ended.
  void offer(Epoch epoch) {
    queue.offer(new ReaperQueue.EpochTask(epoch.number(), epoch.doubtful()));
  }

  /// Look for garbage records that nobody offered, for a commit has an unknown outcome.
  void rescanLater() {
    queue.retryLater();
  }

  BlobFigures figures() {
    return new BlobFigures(swept.sum(), deleted.sum(), queue.size(), leases.doomed());
  }

  /// Wait until all that was offered is done, but for what is being read.
  void settle() throws InterruptedException {
    queue.settle();
  }

  /// Finish what was offered, and end.
  @Override
  public void close() {
    queue.close();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the garbage records remember the rest
    }
  }

  private void run() {
    try {
      while (queue.await(BATCH)) {
        ReaperQueue.Batch batch = queue.take(BATCH);
        try {
          handle(batch);
        } catch (IOException | RuntimeException e) {
          LOG.log(Level.WARNING, "deleted blobs are not removed yet; tried again later", e);
          queue.again(batch);
        } finally {
          queue.done();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(ReaperQueue.Batch batch) throws IOException, InterruptedException {
    for (ReaperQueue.EpochTask task : batch.epochs()) {
      if (task.sweep()) {
        swept.add(sweep.epoch(task.number()));
      } else {
        sweep.forget(task.number());
      }
    }
    delete(batch.garbage());
    if (batch.rescan()) {
      rescan();
    }
  }

  private void rescan() throws IOException, InterruptedException {
    KeyRange range = RecordKeys.garbage();
    byte[] from = range.from();
    while (true) {
      byte[] begin = from;
      List<MetadataEntry> entries = metadata.read(view -> view.scan(begin, range.to(), BATCH));
      delete(entries.stream().map(entry -> id(range, entry)).toList());
      if (entries.size() < BATCH) {
        return;
      }
      from = KeyRange.next(entries.getLast().key());
    }
  }

  private static BlobId id(KeyRange range, MetadataEntry entry) {
    return new BlobId(HexFormat.of().formatHex(RecordKeys.tail(range, entry.key())));
  }

  private void delete(List<BlobId> garbage) throws IOException, InterruptedException {
    if (garbage.isEmpty()) {
      return;
    }
    grace.await(); // whoever found the blobs before they became garbage has its lease by now
    List<BlobId> removed = new ArrayList<>();
    for (BlobId blob : leases.doom(garbage)) {
      blobs.delete(blob);
      removed.add(blob);
    }
    if (!removed.isEmpty()) {
      boolean _ =
          metadata.write(tx -> {
            removed.forEach(blob -> tx.delete(RecordKeys.garbage(blob)));
            return true;
          });
      deleted.add(removed.size());
    }
  }
}
