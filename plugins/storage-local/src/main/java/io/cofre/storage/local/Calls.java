package io.cofre.storage.local;

import module java.base;

/// Counts the calls under way, so that closing can wait for them and refuse later ones.
final class Calls {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private long open;
  private boolean closed;

  void enter() throws IOException {
    lock.lock();
    try {
      if (closed) {
        throw new IOException("the store is closed");
      }
      open++;
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      open--;
      if (open == 0) {
        idle.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Refuse calls from now on and wait for those under way.
  ///
  /// @return whether this was the first to close
  boolean close() {
    lock.lock();
    try {
      boolean first = !closed;
      closed = true;
      while (open > 0) {
        idle.awaitUninterruptibly();
      }
      return first;
    } finally {
      lock.unlock();
    }
  }
}
