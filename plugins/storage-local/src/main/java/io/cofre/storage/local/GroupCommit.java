package io.cofre.storage.local;

import module java.base;

import org.jspecify.annotations.Nullable;

/// Makes the writes of many threads durable with few syncs.
///
/// Every write gets a position. One platform thread syncs whatever has been written since its last
/// round and wakes all whose position is covered. It is a platform thread because a native call
/// keeps a virtual thread on its carrier: a writer that synced by itself would stop the others.
///
/// After a failure nothing is acknowledged any more: a sync that fails once may succeed the next
/// time without having written anything.
final class GroupCommit implements AutoCloseable {

  /// Makes everything written so far durable, and shows it to readers.
  @FunctionalInterface
  interface Round {
    void run() throws IOException;
  }

  private final Round round;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition progress = lock.newCondition();
  private final Thread thread;
  private long written;
  private long durable;
  private long rounds;
  private boolean closing;
  private @Nullable IOException failure;

  GroupCommit(String name, Round round) {
    this.round = round;
    thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Return the position of the last write.
  long position() {
    lock.lock();
    try {
      return written;
    } finally {
      lock.unlock();
    }
  }

  /// Note that something was written, and return its position.
  long advance() {
    lock.lock();
    try {
      written++;
      work.signal();
      return written;
    } finally {
      lock.unlock();
    }
  }

  /// Wait until a position is durable.
  ///
  /// @throws IOException if it will never be
  void await(long position) throws IOException {
    lock.lock();
    try {
      while (durable < position) {
        throwFailure();
        progress.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Refuse everything that is not durable yet and all that would come later.
  void fail(IOException cause) {
    lock.lock();
    try {
      if (failure == null) {
        failure = cause;
      }
      progress.signalAll();
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Throw if something failed before.
  void check() throws IOException {
    lock.lock();
    try {
      throwFailure();
    } finally {
      lock.unlock();
    }
  }

  /// Return how many rounds were run, whatever their outcome.
  long rounds() {
    lock.lock();
    try {
      return rounds;
    } finally {
      lock.unlock();
    }
  }

  private void throwFailure() throws IOException {
    if (failure != null) {
      throw new IOException(
          "the metadata store stopped writing: "
              + failure.getMessage()
              + "; mend the disk and start the server again",
          failure);
    }
  }

  private void run() {
    boolean ended = false;
    try {
      for (long target = next(); target >= 0; target = next()) {
        round.run();
        covered(target);
      }
      ended = true;
    } catch (IOException e) {
      ended = true;
      fail(e);
    } finally {
      if (!ended) {
        fail(new IOException("the thread that syncs the log died"));
      }
    }
  }

  /// Wait for writes; return the last one's position, or -1 to stop.
  private long next() {
    lock.lock();
    try {
      while (durable == written && !closing && failure == null) {
        work.awaitUninterruptibly();
      }
      if (durable == written || failure != null) {
        return -1;
      }
      rounds++;
      return written;
    } finally {
      lock.unlock();
    }
  }

  private void covered(long target) {
    lock.lock();
    try {
      durable = target;
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Run the last round and stop.
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      work.signal();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
