package io.cofre.storage.local;

import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatchWithIndex;
import org.rocksdb.WriteOptions;

/// The write-ahead log of RocksDB.
final class RocksLog implements CommitLog {
  private final RocksDB database;
  private final Durability durability;
  private final WriteOptions unsynced = new WriteOptions().setSync(false);

  RocksLog(RocksDB database, Durability durability) {
    this.database = database;
    this.durability = durability;
  }

  @Override
  public void append(WriteBatchWithIndex changes) throws RocksDBException {
    database.write(unsynced, changes);
  }

  @Override
  public void sync() throws RocksDBException {
    if (durability == Durability.FULL) {
      database.syncWal();
    }
  }

  @Override
  public void close() {
    unsynced.close();
  }
}
