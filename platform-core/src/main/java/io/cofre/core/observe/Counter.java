package io.cofre.core.observe;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// A number that only grows, for each combination of label values.
///
/// Thread-safe.
public final class Counter extends Family<LongAdder> {

  Counter(String name, String help, List<String> labels) {
    super(name, "counter", help, labels, LongAdder::new);
  }

  /// Add one.
  public void increment(String... values) {
    of(List.of(values)).increment();
  }

  /// Add a number that is not negative.
  public void add(long n, String... values) {
    of(List.of(values)).add(n);
  }

  @Override
  void write(StringBuilder out, Labels values, LongAdder state) {
    line(out, "", labels(values, ""), Long.toString(state.sum()));
  }
}
