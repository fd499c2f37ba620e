package io.cofre.storage.local;

import module java.base;

import org.rocksdb.RocksDBException;

/// Carries a failure of RocksDB out of the work of a caller.
final class StoreFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final RocksDBException failure;

  StoreFailure(RocksDBException failure) {
    super(failure);
    this.failure = failure;
  }

  IOException asIoException() {
    return new IOException("the metadata store failed: " + failure.getMessage(), failure);
  }
}
