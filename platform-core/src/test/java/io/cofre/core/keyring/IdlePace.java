package io.cofre.core.keyring;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/// The pace of a cleaner that sleeps until it is woken, and then once more.
final class IdlePace implements Pace {
  private final Semaphore wakes = new Semaphore(0);

  void wake() {
    wakes.release();
  }

  @Override
  public long nanos() {
    return 0;
  }

  @Override
  public double chance() {
    return 0;
  }

  @Override
  public void sleep(Duration length) throws InterruptedException {
    wakes.acquire();
  }

  @Override
  public boolean await(CountDownLatch event, Duration most) {
    return false;
  }

  @Override
  public boolean acquire(Semaphore permits, Duration most) {
    return false;
  }
}
