package io.cofre.core.config;

import io.cofre.api.plugin.Setting;
import java.time.Duration;
import java.util.Optional;

/// How data keys are cached and how a KMS is called; every bound is of one KMS instance.
///
/// @param cacheSize how many keys are kept, 0 for none
/// @param cacheTime how long a key is kept
/// @param cacheUses how often a kept key is used
/// @param deadline how long a call may take, with waiting and retries
/// @param retries how often a call is repeated
/// @param retryPause the bound of the first pause
/// @param breakerFailures how many failures in a row open the circuit
/// @param breakerPause how long an open circuit lets nothing through
/// @param concurrency how many calls run at once
/// @param queue how many more may wait
public record KeyringConfig(
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
  private static final Setting<Integer> CACHE_SIZE =
      number("cache-size", 0, 10_000_000, "Unwrapped keys kept of each KMS; 0 keeps none.", 10_000);
  private static final Setting<Duration> CACHE_TIME =
      time(
          "cache-time",
          Duration.ofSeconds(1),
          Duration.ofDays(1),
          "How long a key is kept, and a key that was disabled elsewhere goes on working; 1s to 1d.",
          "5m");
  private static final Setting<Integer> CACHE_USES =
      number(
          "cache-uses",
          1,
          1_000_000_000,
          "How often a kept key is used before the KMS is asked again.",
          100_000);
  private static final Setting<Duration> DEADLINE =
      time(
          "deadline",
          Duration.ofMillis(100),
          Duration.ofMinutes(5),
          "How long a call of a KMS may take, with waiting and retries; 100ms to 5m.",
          "10s");
  private static final Setting<Integer> RETRIES =
      number("retries", 0, 20, "How often a call is repeated that failed for the moment.", 3);
  private static final Setting<Duration> RETRY_PAUSE =
      time(
          "retry-pause",
          Duration.ofMillis(1),
          Duration.ofMinutes(1),
          "Bound of the first random pause between two tries; it doubles each time.",
          "100ms");
  private static final Setting<Integer> BREAKER_FAILURES =
      number(
          "breaker-failures",
          1,
          10_000,
          "Failures in a row after which a KMS is left alone for a while.",
          5);
  private static final Setting<Duration> BREAKER_PAUSE =
      time(
          "breaker-pause",
          Duration.ofMillis(100),
          Duration.ofHours(1),
          "How long it is left alone until one call tries it again.",
          "5s");
  private static final Setting<Integer> CONCURRENCY =
      number("concurrency", 1, 10_000, "Calls of one KMS that run at once.", 64);
  private static final Setting<Integer> QUEUE =
      number("queue", 0, 1_000_000, "Callers of one KMS that may wait; others fail at once.", 1024);

  static Schema.Group group() {
    return Schema.Group.closed()
        .with(CACHE_SIZE)
        .with(CACHE_TIME)
        .with(CACHE_USES)
        .with(DEADLINE)
        .with(RETRIES)
        .with(RETRY_PAUSE)
        .with(BREAKER_FAILURES)
        .with(BREAKER_PAUSE)
        .with(CONCURRENCY)
        .with(QUEUE);
  }

  static KeyringConfig read(Values values) {
    return new KeyringConfig(
        find(values, CACHE_SIZE),
        find(values, CACHE_TIME),
        find(values, CACHE_USES),
        find(values, DEADLINE),
        find(values, RETRIES),
        find(values, RETRY_PAUSE),
        find(values, BREAKER_FAILURES),
        find(values, BREAKER_PAUSE),
        find(values, CONCURRENCY),
        find(values, QUEUE));
  }

  /// Each of them has a fallback.
  private static <T> T find(Values values, Setting<T> setting) {
    Optional<T> value = values.find("keyring", setting);
    return value.orElseThrow();
  }

  private static Setting<Integer> number(
      String key, int least, int most, String help, int fallback) {
    return Setting.of(key, "number", text -> within(text, least, most), help)
        .or(Integer.toString(fallback));
  }

  private static int within(String text, int least, int most) {
    int number = Setting.number("number", "").reader().apply(text);
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "expected a whole number from %d to %d".formatted(least, most));
    }
    return number;
  }

  private static Setting<Duration> time(
      String key, Duration least, Duration most, String help, String fallback) {
    return Setting.of(key, "duration", text -> within(text, least, most), help).or(fallback);
  }

  private static Duration within(String text, Duration least, Duration most) {
    Duration time = Setting.duration("duration", "").reader().apply(text);
    if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "expected a duration from %d ms to %d s".formatted(least.toMillis(), most.toSeconds()));
    }
    return time;
  }
}
