package io.cofre.core.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Tokens against a clock that the test moves.
class TokenBucketTest {
  private static final long SECOND = 1_000_000_000L;
  private final AtomicLong nanos = new AtomicLong();
  private final TokenBucket bucket = new TokenBucket(2, 4, nanos::get);

  @Test
  void a_burst_is_free_and_the_rest_waits() {
    assertEquals(0, bucket.take(4));
    assertEquals(SECOND / 2, bucket.take(1));
    assertEquals(SECOND, bucket.take(1));
  }

  @Test
  void time_refills_it_up_to_its_size() {
    bucket.take(4);
    assertEquals(SECOND / 2, bucket.untilOne());
    assertFalse(bucket.full());
    nanos.addAndGet(SECOND / 2);
    assertEquals(0, bucket.untilOne());
    nanos.addAndGet(1000 * SECOND);
    assertTrue(bucket.full());
    assertEquals(0, bucket.take(4));
    assertEquals(SECOND / 2, bucket.take(1));
  }

  @Test
  void over_a_long_time_the_rate_is_kept() {
    double done = 0;
    while (nanos.get() < 1000 * SECOND) {
      done += 7;
      nanos.addAndGet(bucket.take(7));
    }
    assertEquals(2000, done, 14);
  }

  @Test
  void a_rate_of_nothing_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> new TokenBucket(0, 1, nanos::get));
    assertThrows(IllegalArgumentException.class, () -> new TokenBucket(1, Double.NaN, nanos::get));
  }
}
