package io.cofre.kms.local;

import module java.base;

/// Excludes other writers of a folder: threads by a lock of this process, processes by a locked
/// file. Folders do not wait for each other.
final class FolderLock implements AutoCloseable {
  private static final ConcurrentHashMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();
  private final ReentrantLock threads;
  private final FileChannel channel;

  private FolderLock(ReentrantLock threads, FileChannel channel) {
    this.threads = threads;
    this.channel = channel;
  }

  /// Wait for the lock of a folder that is there; an interrupt ends the wait.
  static FolderLock of(Path folder) throws IOException {
    ReentrantLock threads = THREADS.computeIfAbsent(folder.toRealPath(), _ -> new ReentrantLock());
    try {
      threads.lockInterruptibly(); // a file is locked for the whole process
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the lock of " + folder);
    }
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock(channel);
      return new FolderLock(threads, channel);
    } catch (IOException | RuntimeException e) {
      threads.unlock();
      throw e;
    }
  }

  /// Lock until the channel is closed, and close it where that fails.
  private static void lock(FileChannel channel) throws IOException {
    boolean locked = false;
    try {
      channel.lock();
      locked = true;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      threads.unlock();
    }
  }
}
