package io.cofre.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// Virtual threads that do things at once; nothing waits for more than [#PATIENCE_SECONDS].
final class Crowd {
  /// After this a call counts as hanging; it is no measure of speed. A slow machine may need more.
  static final int PATIENCE_SECONDS = Integer.getInteger("cofre.tck.patience-seconds", 60);

  /// What one member does.
  interface Work<T> {
    T as(int member) throws Exception;
  }

  private Crowd() {}

  /// Run one piece of work in another thread.
  static <T> Future<T> fork(Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    return task;
  }

  /// Wait for a piece of work; its failure is thrown as it is.
  static <T> T join(Future<T> work) throws Exception {
    try {
      return work.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof Exception exception) {
        throw exception;
      }
      throw e;
    } catch (TimeoutException e) {
      throw new AssertionError("still waiting after " + PATIENCE_SECONDS + " seconds", e);
    }
  }

  /// Let a number of threads begin together, and return what each of them returned.
  static <T> List<T> run(int members, Work<T> work) throws Exception {
    var start = new CountDownLatch(1);
    List<Future<T>> all = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      int member = i;
      all.add(
          fork(() -> {
            start.await();
            return work.as(member);
          }));
    }
    start.countDown();
    List<T> results = new ArrayList<>();
    for (Future<T> one : all) {
      results.add(join(one));
    }
    return results;
  }

  /// Give the others time to come between; without it a race may never be seen.
  static void linger() {
    LockSupport.parkNanos(200_000);
  }

  /// Wait a moment for something that may or may not happen; say whether it did.
  static boolean soon(CountDownLatch latch) throws InterruptedException {
    return latch.await(300, TimeUnit.MILLISECONDS);
  }

  /// Wait for something that must happen.
  static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still waiting after " + PATIENCE_SECONDS + " seconds");
    }
  }
}
