package io.cofre.core.job;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/// A time that passes only where somebody waits.
final class FakeTime implements JobTime {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private final AtomicLong passed = new AtomicLong();

  @Override
  public Instant now() {
    return BEGIN.plusNanos(passed.get());
  }

  @Override
  public long nanos() {
    return passed.get();
  }

  @Override
  public void pause(long nanos, CountDownLatch until) {
    if (until.getCount() > 0) {
      passed.addAndGet(nanos);
    }
  }

  void pass(Duration time) {
    passed.addAndGet(time.toNanos());
  }

  double seconds() {
    return passed.get() / 1e9;
  }
}
