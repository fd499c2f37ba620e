package io.cofre.core.pace;

import java.util.function.LongSupplier;

/// A token bucket: something may happen so often in the long run, and in a burst so often at once.
///
/// Thread-safe.
public final class TokenBucket {
  private static final double NANOS = 1e9;
  private final double perSecond;
  private final double most;
  private final LongSupplier nanos;
  private double level;
  private long at;

  /// Make a full one.
  ///
  /// @param perSecond how many tokens come in a second, more than 0
  /// @param most how many it holds
  /// @param nanos a clock that never goes back, such as `System::nanoTime`
  public TokenBucket(double perSecond, double most, LongSupplier nanos) {
    if (!(perSecond > 0) || !(most > 0)) {
      throw new IllegalArgumentException("a bucket has a rate and a size");
    }
    this.perSecond = perSecond;
    this.most = most;
    this.nanos = nanos;
    this.level = most;
    this.at = nanos.getAsLong();
  }

  /// Take tokens, on credit if need be: what was done was done.
  ///
  /// @return how long to wait, in nanoseconds, until the debt is paid; 0 when there is none
  public synchronized long take(double tokens) {
    refill();
    level -= tokens;
    return debt(0);
  }

  /// How long to wait, in nanoseconds, until a token can be taken without debt; 0 for at once.
  public synchronized long untilOne() {
    refill();
    return debt(1);
  }

  /// Whether as many tokens are there as it holds.
  public synchronized boolean full() {
    refill();
    return level >= most;
  }

  private long debt(double wanted) {
    return level >= wanted ? 0 : (long) Math.ceil((wanted - level) / perSecond * NANOS);
  }

  private void refill() {
    long now = nanos.getAsLong();
    level = Math.min(most, level + (now - at) / NANOS * perSecond);
    at = now;
  }
}
