package io.cofre.core.keyring;

import java.time.Duration;

/// How keys are cached and how a KMS is called; every bound is of one KMS instance.
///
/// @param cacheSize how many keys are kept, 0 for none
/// @param cacheTime how long a key is kept since the KMS gave it, however often it is used
/// @param cacheUses how often a kept key is used before the KMS is asked again
/// @param deadline how long a call may take, with waiting and retries
/// @param retries how often a call is repeated after a failure that may pass
/// @param retryPause the bound of the first random pause between two tries; each next one is twice
///   as long, up to 20 times the first
/// @param breakerFailures how many failures in a row open the circuit
/// @param breakerPause how long an open circuit lets nothing through
/// @param concurrency how many calls run at once
/// @param queue how many more may wait
public record KeyringSettings(
    int cacheSize,
    Duration cacheTime,
    int cacheUses,
    Duration deadline,
    int retries,
    Duration retryPause,
    int breakerFailures,
    Duration breakerPause,
    int concurrency,
    int queue) {
  /// 10,000 keys for 5 minutes or 100,000 uses; 10 seconds a call with 3 retries from 100 ms on; a
  /// circuit that opens after 5 failures for 5 seconds; 64 calls at once and 1,024 waiting.
  public static final KeyringSettings DEFAULT =
      new KeyringSettings(
          10_000,
          Duration.ofMinutes(5),
          100_000,
          Duration.ofSeconds(10),
          3,
          Duration.ofMillis(100),
          5,
          Duration.ofSeconds(5),
          64,
          1024);

  /// Checks the ranges.
  public KeyringSettings {
    if (cacheSize < 0 || retries < 0 || queue < 0) {
      throw new IllegalArgumentException("cache size, retries and queue are not negative");
    }
    if (cacheUses < 1 || breakerFailures < 1 || concurrency < 1) {
      throw new IllegalArgumentException("uses, failures and concurrency are 1 or more");
    }
    if (!cacheTime.isPositive() || !deadline.isPositive() || !breakerPause.isPositive()) {
      throw new IllegalArgumentException("cache time, deadline and breaker pause are positive");
    }
    if (retryPause.isNegative()) {
      throw new IllegalArgumentException("the pause between retries is not negative");
    }
  }
}
