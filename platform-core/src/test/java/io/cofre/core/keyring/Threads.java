package io.cofre.core.keyring;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Threads of a test; nothing waits for ever.
final class Threads {
  private static final int PATIENCE_SECONDS = 60;

  private Threads() {}

  static <T> Future<T> fork(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    return task;
  }

  static <T> List<Future<T>> fork(int number, Callable<T> work) {
    List<Future<T>> all = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      all.add(fork(work));
    }
    return all;
  }

  static <T> T join(Future<T> work) throws Exception {
    try {
      return work.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  /// Wait until something holds that must come to hold.
  static void until(BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("it never came to hold");
      }
      Thread.sleep(1);
    }
  }
}
