package io.cofre.kms.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/// Excludes other writers of a folder: threads by a lock of this process, processes by a locked
/// file.
final class FolderLock implements AutoCloseable {
  private static final ReentrantLock THREADS = new ReentrantLock(); // a file is locked per process
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  static FolderLock of(Path folder) throws IOException {
    THREADS.lock();
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.lock(); // until the channel is closed
      return new FolderLock(channel);
    } catch (IOException | RuntimeException e) {
      THREADS.unlock();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      THREADS.unlock();
    }
  }
}
