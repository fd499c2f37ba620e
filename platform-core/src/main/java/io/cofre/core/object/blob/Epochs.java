package io.cofre.core.object.blob;

import io.cofre.api.storage.MetadataStore;
import io.cofre.core.object.record.EpochRecord;
import io.cofre.core.object.record.RecordKeys;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Gives blob ids out of epochs, whose records are durable before their first blob. Thread-safe.
final class Epochs {
  private final MetadataStore metadata;
  private final String node;
  private final int blobsPerEpoch;
  private final Consumer<Epoch> over;
  private final ReentrantLock lock = new ReentrantLock();
  private Epoch present = new Epoch(0); // of which no id is ever given
  private boolean none = true;

  /// Make one.
  ///
  /// @param over is told of each epoch that was retired and whose writes have all ended
  Epochs(MetadataStore metadata, String node, int blobsPerEpoch, Consumer<Epoch> over) {
    this.metadata = metadata;
    this.node = node;
    this.blobsPerEpoch = blobsPerEpoch;
    this.over = over;
  }

  BlobTicket begin(BlobRemoval removal) throws IOException {
    lock.lock();
    try {
      if (none || present.begun() >= blobsPerEpoch) {
        rotate();
      }
      return new BlobTicket(this, present, present.begin(), removal);
    } finally {
      lock.unlock();
    }
  }

  void end(Epoch epoch, boolean clean) {
    if (epoch.end(clean)) {
      over.accept(epoch);
    }
  }

  /// Retire the present epoch, as at an orderly end.
  void retire() {
    lock.lock();
    try {
      if (!none) {
        none = true;
        if (present.retire()) {
          over.accept(present);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void rotate() throws IOException {
    int number =
        metadata.write(tx -> {
          int next = tx.get(RecordKeys.epochCounter()).map(EpochRecord::counter).orElse(0) + 1;
          tx.put(RecordKeys.epochCounter(), EpochRecord.counter(next));
          tx.put(RecordKeys.epoch(next), new EpochRecord(node, true).encoded());
          return next;
        });
    retire();
    present = new Epoch(number);
    none = false;
  }
}
