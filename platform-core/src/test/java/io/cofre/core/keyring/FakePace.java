package io.cofre.core.keyring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Time that passes only when it is told to, or when somebody sleeps.
final class FakePace implements Pace {
  private static final int PATIENCE_SECONDS = 60;
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000); // it may wrap around
  private final List<Duration> sleeps = new CopyOnWriteArrayList<>();
  private volatile boolean impatient;
  private volatile double chance = 0.5;

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /// Let every wait for what is not there yet end at its deadline.
  void impatient(boolean on) {
    impatient = on;
  }

  void chance(double number) {
    chance = number;
  }

  List<Duration> sleeps() {
    return sleeps;
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public double chance() {
    return chance;
  }

  @Override
  public void sleep(Duration length) {
    sleeps.add(length);
    pass(length);
  }

  @Override
  public boolean await(CountDownLatch event, Duration most) throws InterruptedException {
    if (impatient && event.getCount() > 0) {
      pass(most);
      return false;
    }
    if (!event.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still waiting");
    }
    return true;
  }

  @Override
  public boolean acquire(Semaphore permits, Duration most) throws InterruptedException {
    if (impatient) {
      pass(most);
      return permits.tryAcquire();
    }
    if (!permits.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still waiting");
    }
    return true;
  }
}
