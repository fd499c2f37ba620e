package io.cofre.core.object.blob;

import io.cofre.api.storage.BlobId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What the reaper is still to do. Thread-safe for any number of givers and one taker.
final class ReaperQueue {
  private static final long LINGER_MILLIS = 50; // lets single deletes gather into one transaction
  private static final long RETRY_MILLIS = 60_000;
  private static final int LIMIT = 100_000; // beyond it the garbage records are the queue

  /// An epoch to finish.
  ///
  /// @param number the epoch
  /// @param sweep whether it may have left blobs that nobody refers to
  record EpochTask(int number, boolean sweep) {}

  /// A batch of work.
  ///
  /// @param garbage blobs to delete
  /// @param epochs epochs to finish
  /// @param rescan whether to look at all garbage records
  record Batch(List<BlobId> garbage, List<EpochTask> epochs, boolean rescan) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<BlobId> garbage = new ArrayDeque<>();
  private final List<EpochTask> epochs = new ArrayList<>();
  private boolean rescan;
  private boolean busy;
  private boolean closing;
  private int hurried;
  private long notBefore = System.nanoTime();

  void offer(List<BlobId> blobs) {
    change(() -> {
      if (garbage.size() + blobs.size() > LIMIT) {
        rescan = true;
      } else {
        garbage.addAll(blobs);
      }
    });
  }

  void offer(EpochTask epoch) {
    change(() -> epochs.add(epoch));
  }

  void rescan() {
    change(() -> rescan = true);
  }

  /// Look at all garbage records after a while.
  void retryLater() {
    change(() -> {
      rescan = true;
      notBefore = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS);
    });
  }

  /// Take back a batch that failed, for later.
  void again(Batch failed) {
    change(() -> epochs.addAll(failed.epochs()));
    retryLater();
  }

  void close() {
    change(() -> closing = true);
  }

  /// The taker finished its batch.
  void done() {
    change(() -> busy = false);
  }

  int size() {
    lock.lock();
    try {
      return garbage.size();
    } finally {
      lock.unlock();
    }
  }

  /// Wait until there is something to do and some more has gathered; returns whether to go on.
  boolean await(int enough) throws InterruptedException {
    lock.lock();
    try {
      while (nothing() || waiting()) {
        if (closing) {
          return false;
        }
        if (nothing()) {
          changed.await();
        } else {
          changed.awaitNanos(notBefore - System.nanoTime());
        }
      }
      long left = TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS);
      while (!closing && hurried == 0 && garbage.size() < enough && left > 0) {
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  Batch take(int limit) {
    lock.lock();
    try {
      List<BlobId> some = new ArrayList<>();
      while (some.size() < limit && !garbage.isEmpty()) {
        some.add(garbage.removeFirst());
      }
      Batch batch = new Batch(some, List.copyOf(epochs), rescan);
      epochs.clear();
      rescan = false;
      busy = true;
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /// Wait until everything is done, without gathering and without waiting after a failure.
  void settle() throws InterruptedException {
    lock.lock();
    try {
      hurried++;
      notBefore = System.nanoTime();
      changed.signalAll();
      while ((busy || !nothing()) && !closing) {
        changed.await();
      }
    } finally {
      hurried--;
      lock.unlock();
    }
  }

  private boolean nothing() {
    return garbage.isEmpty() && epochs.isEmpty() && !rescan;
  }

  private boolean waiting() {
    return notBefore - System.nanoTime() > 0;
  }

  private void change(Runnable work) {
    lock.lock();
    try {
      work.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
