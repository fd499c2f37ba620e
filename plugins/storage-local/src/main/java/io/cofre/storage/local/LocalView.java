package io.cofre.storage.local;

import module cofre.api;
import module java.base;

import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/// A view of one state of the database, lent to one piece of work.
class LocalView implements MetadataView, AutoCloseable {
  private static final int MAX_KEY = 4_096;
  private static final int MAX_SCAN = 10_000;

  private final RocksDB database;
  private final ReadOptions options;
  private final Thread owner = Thread.currentThread();
  private boolean ended;
  private boolean broken;

  /// @param options what to read, in particular which snapshot; they stay the caller's
  LocalView(RocksDB database, ReadOptions options) {
    this.database = database;
    this.options = options;
  }

  @Override
  public final Optional<byte[]> get(byte[] key) {
    checkUse();
    checkKey(key);
    try {
      return find(database, options, key);
    } catch (RocksDBException e) {
      throw broken(e);
    }
  }

  @Override
  public final List<MetadataEntry> scan(byte[] from, byte[] to, int limit) {
    checkUse();
    if (limit < 1 || limit > MAX_SCAN) {
      throw new IllegalArgumentException("a scan asks for 1 to 10,000 entries, not " + limit);
    }
    if (Arrays.compareUnsigned(from, to) >= 0) {
      return List.of();
    }
    // The bound keeps RocksDB from walking through deleted keys beyond the range.
    try (Slice end = new Slice(to);
        ReadOptions bounded = new ReadOptions(options).setIterateUpperBound(end);
        RocksIterator entries = iterate(database, bounded)) {
      return collect(entries, from, to, limit);
    } catch (RocksDBException e) {
      throw broken(e);
    }
  }

  private static List<MetadataEntry> collect(
      RocksIterator entries, byte[] from, byte[] to, int limit) throws RocksDBException {
    List<MetadataEntry> found = new ArrayList<>(Math.min(limit, 128));
    for (entries.seek(from); entries.isValid() && found.size() < limit; entries.next()) {
      byte[] key = entries.key();
      if (Arrays.compareUnsigned(key, to) >= 0) {
        break;
      }
      found.add(new MetadataEntry(key, entries.value()));
    }
    entries.status();
    return List.copyOf(found);
  }

  Optional<byte[]> find(RocksDB database, ReadOptions options, byte[] key) throws RocksDBException {
    return Optional.ofNullable(database.get(options, key));
  }

  RocksIterator iterate(RocksDB database, ReadOptions options) {
    return database.newIterator(options);
  }

  /// Refuse use after the work, and by threads other than the one that runs it.
  final void checkUse() {
    if (ended || Thread.currentThread() != owner) {
      throw new IllegalStateException("a view is only valid inside its work, on its thread");
    }
  }

  static void checkKey(byte[] key) {
    if (key.length < 1 || key.length > MAX_KEY) {
      throw new IllegalArgumentException("a key has 1 to 4,096 bytes, not " + key.length);
    }
  }

  final StoreFailure broken(RocksDBException cause) {
    broken = true;
    return new StoreFailure(cause);
  }

  /// Whether the database failed meanwhile, even if the work went on.
  final boolean isBroken() {
    return broken;
  }

  @Override
  public void close() {
    ended = true;
  }
}
