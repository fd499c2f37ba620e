package io.cofre.storage.local;

import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.Snapshot;

/// The state that readers see, and the older states that some of them still use.
final class Snapshots implements AutoCloseable {
  private final RocksDB database;
  private Pinned published;

  Snapshots(RocksDB database) {
    this.database = database;
    published = take();
  }

  /// A state of the database, kept as long as somebody uses it; being published is one use.
  static final class Pinned {
    private final Snapshot snapshot;
    private final ReadOptions options;
    private int users = 1;

    private Pinned(Snapshot snapshot) {
      this.snapshot = snapshot;
      this.options = new ReadOptions().setSnapshot(snapshot);
    }

    ReadOptions options() {
      return options;
    }
  }

  /// Pin the present state; the caller publishes or releases it.
  Pinned take() {
    return new Pinned(database.getSnapshot());
  }

  /// Show a state to the readers that come from now on.
  void publish(Pinned next) {
    Pinned superseded;
    synchronized (this) {
      superseded = published;
      published = next;
    }
    release(superseded);
  }

  /// Borrow the published state; the caller releases it.
  synchronized Pinned acquire() {
    published.users++;
    return published;
  }

  void release(Pinned pinned) {
    synchronized (this) {
      pinned.users--;
      if (pinned.users > 0) {
        return;
      }
    }
    pinned.options.close();
    database.releaseSnapshot(pinned.snapshot);
    pinned.snapshot.close();
  }

  /// Release the published state; nobody acquires or publishes any more.
  @Override
  public void close() {
    release(published);
  }
}
