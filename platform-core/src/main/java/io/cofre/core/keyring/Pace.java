package io.cofre.core.keyring;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Time and chance, so that tests need neither.
interface Pace {

  /// Nanoseconds that only grow, from an unknown origin.
  long nanos();

  /// A random number from 0 to below 1.
  double chance();

  void sleep(Duration length) throws InterruptedException;

  /// Wait for an event; returns whether it came.
  boolean await(CountDownLatch event, Duration most) throws InterruptedException;

  /// Wait for a permit; returns whether there was one.
  boolean acquire(Semaphore permits, Duration most) throws InterruptedException;

  /// The pace of the machine.
  record OfSystem() implements Pace {

    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public double chance() {
      return ThreadLocalRandom.current().nextDouble();
    }

    @Override
    public void sleep(Duration length) throws InterruptedException {
      Thread.sleep(length);
    }

    @Override
    public boolean await(CountDownLatch event, Duration most) throws InterruptedException {
      return event.await(most.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean acquire(Semaphore permits, Duration most) throws InterruptedException {
      return permits.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS);
    }
  }
}
