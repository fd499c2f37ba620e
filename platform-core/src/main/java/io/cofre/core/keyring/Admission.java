package io.cofre.core.keyring;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets a number of calls run at once and a number of others wait, first come, first served.
///
/// A call that nobody waits for any more holds its place until it ends: a plugin that hangs cannot
/// gather threads without bound. Thread-safe.
final class Admission {
  private final Semaphore running;
  private final AtomicInteger waiting = new AtomicInteger();
  private final int queue;

  /// What became of a wish to enter.
  enum Answer {
    ENTERED,
    FULL,
    LATE
  }

  Admission(int concurrency, int queue) {
    this.running = new Semaphore(concurrency, true);
    this.queue = queue;
  }

  Answer enter(Deadline deadline) throws InterruptedException {
    if (running.tryAcquire()) {
      return Answer.ENTERED;
    }
    if (waiting.incrementAndGet() > queue) {
      waiting.decrementAndGet();
      return Answer.FULL;
    }
    try {
      boolean entered = deadline.pace().acquire(running, deadline.left());
      return entered ? Answer.ENTERED : Answer.LATE;
    } finally {
      waiting.decrementAndGet();
    }
  }

  int waiting() {
    return waiting.get();
  }

  void leave() {
    running.release();
  }
}
