package io.cofre.tck.fake;

import io.cofre.api.plugin.Health;
import io.cofre.api.storage.MetadataStore;
import io.cofre.api.storage.MetadataTransaction;
import io.cofre.api.storage.MetadataView;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// A metadata store in memory that keeps every rule of [MetadataStore].
///
/// Readers see the state that was committed last when they began and never wait; writers come one
/// after another. Thread-safe. A write inside a write fails with [IllegalStateException].
///
/// @since 0.1
public final class MemoryMetadataStore implements MetadataStore {

  /// What is kept, shared by the stores opened on it: it outlives them as a disk would.
  private static final class Disk {
    final ReentrantLock writing = new ReentrantLock();
    final AtomicReference<NavigableMap<byte[], byte[]>> state =
        new AtomicReference<>(new TreeMap<>(Arrays::compareUnsigned));
  }

  private final Disk disk;
  private final boolean twice;
  private volatile boolean closed;

  /// Open an empty store.
  public MemoryMetadataStore() {
    this(new Disk(), false);
  }

  private MemoryMetadataStore(Disk disk, boolean twice) {
    this.disk = disk;
    this.twice = twice;
  }

  /// Open an empty store that runs the work of every write twice and keeps the second run only, as
  /// rule M4 allows; it shows up works that have effects outside their transaction.
  public static MemoryMetadataStore repeatingWork() {
    return new MemoryMetadataStore(new Disk(), true);
  }

  /// Open another store on the same content, as after a restart.
  public MemoryMetadataStore reopen() {
    return new MemoryMetadataStore(disk, twice);
  }

  @Override
  public <R> R read(Function<MetadataView, R> work) throws IOException {
    requireOpen();
    try (var view = new MemoryTransaction(disk.state.get())) {
      return work.apply(view);
    }
  }

  @Override
  public <R> R write(Function<MetadataTransaction, R> work) throws IOException {
    if (disk.writing.isHeldByCurrentThread()) {
      throw new IllegalStateException("a write inside a write");
    }
    disk.writing.lock();
    try {
      requireOpen();
      if (twice) {
        try (var discarded = new MemoryTransaction(disk.state.get())) {
          var _ = work.apply(discarded);
        }
      }
      try (var transaction = new MemoryTransaction(disk.state.get())) {
        R result = work.apply(transaction);
        disk.state.set(transaction.state());
        return result;
      }
    } finally {
      disk.writing.unlock();
    }
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("the metadata store is closed");
    }
  }

  @Override
  public Health health() {
    return closed ? new Health.Down("closed") : new Health.Up(Duration.ZERO);
  }

  /// Close the store; waits for a write under way.
  @Override
  public void close() {
    if (disk.writing.isHeldByCurrentThread()) {
      throw new IllegalStateException("a close inside a write");
    }
    disk.writing.lock();
    try {
      closed = true;
    } finally {
      disk.writing.unlock();
    }
  }
}
