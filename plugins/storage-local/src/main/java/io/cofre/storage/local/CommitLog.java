package io.cofre.storage.local;

import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatchWithIndex;

/// The two steps by which a transaction becomes durable.
interface CommitLog extends AutoCloseable {

  /// Append the changes to the log and apply them, without waiting for the disk.
  void append(WriteBatchWithIndex changes) throws RocksDBException;

  /// Make everything appended so far durable.
  void sync() throws RocksDBException;

  @Override
  void close();
}
