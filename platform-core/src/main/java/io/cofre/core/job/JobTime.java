package io.cofre.core.job;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The time that jobs go by. Thread-safe.
public interface JobTime {

  /// What the clock on the wall says.
  Instant now();

  /// A number of nanoseconds that never goes back.
  long nanos();

  /// Wait for so long, or until the latch opens.
  void pause(long nanos, CountDownLatch until) throws InterruptedException;

  /// The time of the machine.
  static JobTime ofMachine() {
    return new JobTime() {
      @Override
      public Instant now() {
        return Instant.now();
      }

      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void pause(long nanos, CountDownLatch until) throws InterruptedException {
        boolean _ = until.await(nanos, TimeUnit.NANOSECONDS);
      }
    };
  }
}
