package io.cofre.core.observe;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.DoubleSupplier;

/// The metrics of a server, in the text format of Prometheus (version 0.0.4).
///
/// Thread-safe. Labels hold values of fixed lists only: never a bucket, a key, or anything else
/// that a client can choose.
public final class Metrics {
  private final Map<String, Family<?>> families = new ConcurrentSkipListMap<>();

  /// Make an empty registry.
  public Metrics() {}

  /// Add a counter.
  ///
  /// @param name by convention it ends with `_total`
  /// @throws IllegalArgumentException if the name is taken or malformed
  public Counter counter(String name, String help, String... labels) {
    return add(new Counter(name, help, List.of(labels)));
  }

  /// Add a histogram.
  ///
  /// @param bounds the upper bounds of its buckets, ascending
  /// @throws IllegalArgumentException if the name is taken or malformed
  public Histogram histogram(String name, String help, double[] bounds, String... labels) {
    return add(new Histogram(name, help, bounds, List.of(labels)));
  }

  /// Add a number that may go up and down.
  ///
  /// @param value asked whenever metrics are read; it must be quick
  /// @throws IllegalArgumentException if the name is taken or malformed
  public void gauge(String name, String help, DoubleSupplier value) {
    add(new Gauge(name, "gauge", help, List.of(), value));
  }

  /// Add a number that only grows and is counted elsewhere.
  ///
  /// @throws IllegalArgumentException if the name is taken or malformed
  public void total(String name, String help, DoubleSupplier value) {
    add(new Gauge(name, "counter", help, List.of(), value));
  }

  /// Add a metric that is always 1 and whose labels tell something.
  public void info(String name, String help, Map<String, String> facts) {
    List<String> names = facts.keySet().stream().sorted().toList();
    Gauge gauge = add(new Gauge(name, "gauge", help, names, () -> 1));
    gauge.of(names.stream().map(facts::get).toList());
  }

  /// All metrics as text.
  public String text() {
    StringBuilder out = new StringBuilder(8192);
    families.values().forEach(family -> family.write(out));
    return out.toString();
  }

  private <F extends Family<?>> F add(F family) {
    if (families.putIfAbsent(family.name(), family) != null) {
      throw new IllegalArgumentException("there is a metric of that name: " + family.name());
    }
    return family;
  }
}
