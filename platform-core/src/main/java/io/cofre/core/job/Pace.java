package io.cofre.core.job;

import io.cofre.core.pace.TokenBucket;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Keeps a job to its rates. Thread-safe.
///
/// @param objects its bucket of objects, or none
/// @param bytes its bucket of bytes, or none
/// @param time the time it goes by
/// @param stop opens when the job is to stop; nobody waits any more then
record Pace(List<TokenBucket> objects, List<TokenBucket> bytes, JobTime time, CountDownLatch stop) {

  static Pace of(JobOptions options, JobTime time, CountDownLatch stop) {
    return new Pace(
        bucket(options.objectsPerSecond(), time),
        bucket(options.bytesPerSecond(), time),
        time,
        stop);
  }

  private static List<TokenBucket> bucket(long perSecond, JobTime time) {
    return perSecond == 0 ? List.of() : List.of(new TokenBucket(perSecond, perSecond, time::nanos));
  }

  void object() throws InterruptedException {
    take(objects, 1);
  }

  void bytes(long count) throws InterruptedException {
    take(bytes, count);
  }

  private void take(List<TokenBucket> buckets, long count) throws InterruptedException {
    for (TokenBucket bucket : buckets) {
      long wait = bucket.take((double) count);
      if (wait > 0 && !stopping()) {
        time.pause(wait, stop);
      }
    }
  }

  boolean stopping() {
    return stop.getCount() == 0;
  }
}
