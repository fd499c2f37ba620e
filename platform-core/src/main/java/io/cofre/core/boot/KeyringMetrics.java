package io.cofre.core.boot;

import io.cofre.core.config.KeyringConfig;
import io.cofre.core.keyring.Keyring;
import io.cofre.core.keyring.KeyringFigures;
import io.cofre.core.keyring.KeyringSettings;
import io.cofre.core.keyring.KmsCall;
import io.cofre.core.keyring.KmsMeter;
import io.cofre.core.observe.Counter;
import io.cofre.core.observe.Histogram;
import io.cofre.core.observe.Metrics;
import java.util.function.ToLongFunction;

/// Counts what the keyring does. No label names a key; the instances are those of the
/// configuration.
///
/// @param metrics where it is counted
/// @param calls calls by instance, operation and outcome
/// @param seconds how long they took, by instance and operation
record KeyringMetrics(Metrics metrics, Counter calls, Histogram seconds) implements KmsMeter {
  private static final double[] SECONDS = {
    0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  static KeyringMetrics in(Metrics metrics) {
    return new KeyringMetrics(
        metrics,
        metrics.counter(
            "cofre_kms_calls_total",
            "Calls of key management systems, retries included.",
            "kms",
            "operation",
            "outcome"),
        metrics.histogram(
            "cofre_kms_call_seconds",
            "How long calls of key management systems took.",
            SECONDS,
            "kms",
            "operation"));
  }

  static KeyringSettings settings(KeyringConfig config) {
    return new KeyringSettings(
        config.cacheSize(),
        config.cacheTime(),
        config.cacheUses(),
        config.deadline(),
        config.retries(),
        config.retryPause(),
        config.breakerFailures(),
        config.breakerPause(),
        config.concurrency(),
        config.queue());
  }

  @Override
  public void called(KmsCall call) {
    String operation = call.operation().label();
    calls.increment(call.kms(), operation, call.outcome());
    seconds.observe(call.duration().toNanos() / 1e9, call.kms(), operation);
  }

  /// Add the figures of an open keyring.
  void figures(Keyring keyring) {
    total(keyring, "hits", "Keys that the cache had.", KeyringFigures::hits);
    total(keyring, "misses", "Keys that a KMS was asked for.", KeyringFigures::misses);
    total(
        keyring,
        "shared",
        "Keys that were waited for with another request that had asked.",
        KeyringFigures::shared);
    total(
        keyring,
        "evictions",
        "Keys that left the cache and were wiped.",
        KeyringFigures::evictions);
    total(keyring, "retries", "Calls repeated after a failure.", KeyringFigures::retries);
    total(
        keyring,
        "refused",
        "Calls not made, as the circuit was open or too many were waiting.",
        KeyringFigures::refused);
    metrics.gauge(
        "cofre_keyring_entries", "Keys in the cache.", () -> sum(keyring, KeyringFigures::entries));
    metrics.gauge(
        "cofre_kms_circuits_open",
        "Key management systems that are left alone after failures in a row.",
        () -> sum(keyring, figures -> figures.circuitOpen() ? 1 : 0));
  }

  private void total(
      Keyring keyring, String name, String help, ToLongFunction<KeyringFigures> figure) {
    metrics.total("cofre_keyring_" + name + "_total", help, () -> sum(keyring, figure));
  }

  private static double sum(Keyring keyring, ToLongFunction<KeyringFigures> figure) {
    return keyring.figures().stream().mapToLong(figure).sum();
  }
}
