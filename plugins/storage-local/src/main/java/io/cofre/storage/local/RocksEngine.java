package io.cofre.storage.local;

import module java.base;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// An open database and the native objects it stands on.
final class RocksEngine implements AutoCloseable {
  private static final long MIB = 1L << 20;

  private final Cache cache = new LRUCache(32 * MIB);
  private final BloomFilter filter = new BloomFilter(10);
  private final Options options = new Options();
  private final RocksDB database;

  RocksEngine(Path folder) throws IOException {
    tune();
    try {
      database = RocksDB.open(options, folder.toString());
    } catch (RocksDBException e) {
      closeOptions();
      throw new IOException("cannot open the metadata in " + folder + ": " + e.getMessage(), e);
    }
  }

  RocksDB database() {
    return database;
  }

  private void tune() {
    options.setCreateIfMissing(true);
    // Memory: at most four memtables, one cache, and so many open tables.
    options.setWriteBufferSize(16 * MIB).setMaxWriteBufferNumber(4);
    options.setMaxTotalWalSize(128 * MIB);
    options.setMaxOpenFiles(512);
    options.setTableFormatConfig(
        new BlockBasedTableConfig()
            .setBlockCache(cache)
            .setFilterPolicy(filter)
            .setCacheIndexAndFilterBlocks(true)
            .setPinL0FilterAndIndexBlocksInCache(true)
            .setBlockSize(16 << 10));
    // Records are small and stay in the tree; inline objects are large, sealed, and would be
    // rewritten by every compaction, so they live in files of their own.
    options.setCompressionType(CompressionType.LZ4_COMPRESSION);
    options.setEnableBlobFiles(true);
    options.setMinBlobSize(2 << 10);
    options.setBlobFileSize(64 * MIB);
    options.setBlobCompressionType(CompressionType.NO_COMPRESSION);
    options.setEnableBlobGarbageCollection(true);
    options.setMaxBackgroundJobs(2);
    // Spreads the writing of large files out, so that a sync of the log does not wait for them.
    options.setBytesPerSync(MIB).setWalBytesPerSync(MIB);
    options.setSkipStatsUpdateOnDbOpen(true);
    options.setStatsDumpPeriodSec(0).setStatsPersistPeriodSec(0);
    options.setInfoLogLevel(InfoLogLevel.WARN_LEVEL).setMaxLogFileSize(4 * MIB);
    options.setKeepLogFileNum(4);
  }

  private void closeOptions() {
    options.close();
    filter.close();
    cache.close();
  }

  @Override
  public void close() throws IOException {
    try {
      database.closeE();
    } catch (RocksDBException e) {
      throw new IOException("closing the metadata failed: " + e.getMessage(), e);
    } finally {
      closeOptions();
    }
  }
}
