package io.cofre.storage.local;

import module cofre.api;
import module java.base;

import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// Metadata in RocksDB: writers one after another, syncs shared, readers on what is durable.
final class LocalMetadataStore implements MetadataStore {
  private static final String CURRENT = "rocksdb/CURRENT"; // RocksDB's pointer to its state
  private final StoreFolder folder;
  private final RocksEngine engine;
  private final CommitLog log;
  private final Snapshots snapshots;
  private final GroupCommit commit;
  private final ReadOptions latest = new ReadOptions();
  private final ReentrantLock writers = new ReentrantLock();
  private final Calls calls = new Calls();

  private LocalMetadataStore(StoreFolder folder, RocksEngine engine, CommitLog log) {
    this.folder = folder;
    this.engine = engine;
    this.log = log;
    // What was recovered when the database opened is durable: opening wrote it to tables.
    snapshots = new Snapshots(engine.database());
    commit = new GroupCommit("cofre-metadata-sync", () -> round(log, snapshots));
  }

  /// @param logs makes the log of an open database
  static LocalMetadataStore open(
      LocalSettings settings, BiFunction<RocksDB, Durability, CommitLog> logs) throws IOException {
    NativeLibrary.load();
    Durability durability = settings.durability();
    StoreFolder folder =
        StoreFolder.open(
            settings.folder().resolve("metadata"), "cofre local metadata 1", Disk.of(durability));
    try {
      Path database = folder.root().resolve("rocksdb");
      Disk.of(durability).makeFolder(database);
      RocksEngine engine = new RocksEngine(database);
      LocalMetadataStore store =
          new LocalMetadataStore(folder, engine, logs.apply(engine.database(), durability));
      store.commit.start();
      return store;
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  @Override
  public <R> R read(Function<MetadataView, R> work) throws IOException {
    calls.enter();
    try {
      Snapshots.Pinned state = snapshots.acquire();
      try (LocalView view = new LocalView(engine.database(), state.options())) {
        return work.apply(view);
      } catch (StoreFailure e) {
        throw e.asIoException();
      } finally {
        snapshots.release(state);
      }
    } finally {
      calls.leave();
    }
  }

  @Override
  public <R> R write(Function<MetadataTransaction, R> work) throws IOException {
    requireNoTransaction();
    calls.enter();
    try {
      Done<R> done = inTurn(work);
      commit.await(done.position());
      return done.result();
    } catch (StoreFailure e) {
      throw e.asIoException();
    } catch (RuntimeException | Error e) {
      awaitWhatItSaw(e);
      throw e;
    } finally {
      calls.leave();
    }
  }

  /// A transaction that ran, and the position up to which the log must be durable before its result
  /// may be told.
  private record Done<R>(R result, long position) {}

  private <R> Done<R> inTurn(Function<MetadataTransaction, R> work) throws IOException {
    writers.lock();
    try (LocalTransaction transaction = new LocalTransaction(engine.database(), latest)) {
      commit.check();
      R result = work.apply(transaction);
      return new Done<>(result, append(transaction));
    } finally {
      writers.unlock();
    }
  }

  private long append(LocalTransaction transaction) throws IOException {
    if (transaction.isBroken()) {
      throw new IOException("the metadata store failed inside the transaction");
    }
    if (transaction.isEmpty()) {
      return commit.position();
    }
    try {
      log.append(transaction.changes());
    } catch (RocksDBException e) {
      IOException failure =
          new IOException("appending to the metadata log failed: " + e.getMessage(), e);
      commit.fail(failure);
      throw failure;
    }
    return commit.advance();
  }

  /// A refusal ("there is such an object already") tells of writes that may not be durable yet.
  private void awaitWhatItSaw(Throwable refusal) throws IOException {
    try {
      commit.await(commit.position());
    } catch (IOException e) {
      e.addSuppressed(refusal);
      throw e;
    }
  }

  private static void round(CommitLog log, Snapshots snapshots) throws IOException {
    Snapshots.Pinned state = snapshots.take();
    try {
      log.sync();
    } catch (RocksDBException e) {
      snapshots.release(state);
      throw new IOException("syncing the metadata log failed: " + e.getMessage(), e);
    }
    snapshots.publish(state);
  }

  @Override
  public Health health() {
    long begin = System.nanoTime();
    try {
      read(view -> view.get(new byte[] {0}));
      commit.check();
      if (!Files.isWritable(folder.root())
          || !Files.isRegularFile(folder.root().resolve(CURRENT))) {
        // What is open goes on working for a while; what comes after it would be lost.
        return new Health.Down(
            "the folder " + folder.root() + " is not there or cannot be written to");
      }
      return new Health.Up(Duration.ofNanos(System.nanoTime() - begin));
    } catch (IOException e) {
      return new Health.Down(String.valueOf(e.getMessage()));
    }
  }

  /// Waiting for oneself would never end.
  private void requireNoTransaction() {
    if (writers.isHeldByCurrentThread()) {
      throw new IllegalStateException("a transaction is under way on this thread");
    }
  }

  /// Return how often the log was synced.
  long syncs() {
    return commit.rounds();
  }

  @Override
  public void close() throws IOException {
    requireNoTransaction();
    if (!calls.close()) {
      return;
    }
    commit.close();
    snapshots.close();
    latest.close();
    log.close();
    try (folder) {
      engine.close();
    }
  }
}
