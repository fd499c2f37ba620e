package io.cofre.core.keyring;

import java.time.Duration;

/// A point in time until which a caller waits.
///
/// @param end in nanoseconds of the pace
record Deadline(Pace pace, long end) {

  static Deadline in(Pace pace, Duration length) {
    return new Deadline(pace, pace.nanos() + length.toNanos());
  }

  /// What is left, never negative.
  Duration left() {
    return Duration.ofNanos(Math.max(0, end - pace.nanos()));
  }

  /// Whether a wait would end in time.
  boolean allows(Duration wait) {
    return wait.compareTo(left()) < 0;
  }
}
