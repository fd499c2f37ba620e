package io.cofre.kms.http;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// Does one piece of work after a while, on a virtual thread of its own. Thread-safe.
final class Keeper implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofDays(1);
  private final Runnable work;
  private final ReentrantLock state = new ReentrantLock();
  private Thread waiting = Thread.ofVirtual().unstarted(() -> {});
  private boolean closed;

  Keeper(Runnable work) {
    this.work = work;
  }

  /// Do the work after a while, instead of what was waiting for its time.
  void wakeAfter(Duration delay) {
    state.lock();
    try {
      if (!closed && delay.compareTo(LONGEST) <= 0) {
        if (waiting != Thread.currentThread()) {
          waiting.interrupt();
        }
        waiting = Thread.ofVirtual().name("kms-session").start(() -> run(delay));
      }
    } finally {
      state.unlock();
    }
  }

  private void run(Duration delay) {
    try {
      Thread.sleep(delay.isNegative() ? Duration.ZERO : delay);
    } catch (InterruptedException _) {
      return; // another waits instead, or none shall
    }
    work.run();
  }

  @Override
  public void close() {
    state.lock();
    try {
      closed = true;
      waiting.interrupt();
    } finally {
      state.unlock();
    }
  }
}
