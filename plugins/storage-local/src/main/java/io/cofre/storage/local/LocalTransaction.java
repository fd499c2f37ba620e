package io.cofre.storage.local;

import io.cofre.api.storage.MetadataTransaction;
import java.util.Optional;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatchWithIndex;

/// The latest state with the changes of one transaction over it.
final class LocalTransaction extends LocalView implements MetadataTransaction {
  private static final int MAX_VALUE = 8 << 20;

  private final WriteBatchWithIndex changes = new WriteBatchWithIndex(true);

  LocalTransaction(RocksDB database, ReadOptions latest) {
    super(database, latest);
  }

  @Override
  public void put(byte[] key, byte[] value) {
    checkUse();
    checkKey(key);
    if (value.length > MAX_VALUE) {
      throw new IllegalArgumentException("a value has at most 8 MiB, not " + value.length);
    }
    try {
      changes.put(key, value);
    } catch (RocksDBException e) {
      throw broken(e);
    }
  }

  @Override
  public void delete(byte[] key) {
    checkUse();
    checkKey(key);
    try {
      changes.delete(key);
    } catch (RocksDBException e) {
      throw broken(e);
    }
  }

  @Override
  Optional<byte[]> find(RocksDB database, ReadOptions options, byte[] key) throws RocksDBException {
    return Optional.ofNullable(changes.getFromBatchAndDB(database, options, key));
  }

  @Override
  RocksIterator iterate(RocksDB database, ReadOptions options) {
    // The merged iterator owns and closes the one below it.
    return changes.newIteratorWithBase(database.newIterator(options), options);
  }

  WriteBatchWithIndex changes() {
    return changes;
  }

  boolean isEmpty() {
    return changes.count() == 0;
  }

  @Override
  public void close() {
    super.close();
    changes.close();
  }
}
