package io.cofre.storage.local;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatchWithIndex;

/// The real log, which a test can hold up or break.
final class ScriptedLog {
  final Semaphore appended = new Semaphore(0);
  final Semaphore syncing = new Semaphore(0);
  volatile CountDownLatch gate = new CountDownLatch(0);
  volatile boolean failAppend;
  volatile boolean failSync;

  CommitLog over(RocksDB database, Durability durability) {
    RocksLog real = new RocksLog(database, durability);
    return new CommitLog() {
      @Override
      public void append(WriteBatchWithIndex changes) throws RocksDBException {
        if (failAppend) {
          throw new RocksDBException("no space left on device");
        }
        real.append(changes);
        appended.release();
      }

      @Override
      public void sync() throws RocksDBException {
        CountDownLatch opened = gate;
        syncing.release();
        awaitUninterruptibly(opened);
        if (failSync) {
          throw new RocksDBException("input/output error");
        }
        real.sync();
      }

      @Override
      public void close() {
        real.close();
      }
    };
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
