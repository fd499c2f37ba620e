package io.cofre.core.observe;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/// How often a value fell below each of some bounds, for each combination of label values.
///
/// Thread-safe.
public final class Histogram extends Family<Histogram.Buckets> {
  private final double[] bounds;

  /// The counts of one series.
  static final class Buckets {
    private final LongAdder[] counts;
    private final DoubleAdder sum = new DoubleAdder();

    Buckets(int n) {
      counts = Stream.generate(LongAdder::new).limit(n).toArray(LongAdder[]::new);
    }
  }

  Histogram(String name, String help, double[] bounds, List<String> labels) {
    super(name, "histogram", help, labels, () -> new Buckets(bounds.length + 1));
    this.bounds = bounds.clone();
  }

  /// Count a value.
  public void observe(double value, String... values) {
    int at = Arrays.binarySearch(bounds, value);
    Buckets buckets = of(List.of(values));
    buckets.counts[at < 0 ? -at - 1 : at].increment();
    buckets.sum.add(value);
  }

  @Override
  void write(StringBuilder out, Labels values, Buckets state) {
    long total = 0;
    for (int i = 0; i < bounds.length; i++) {
      total += state.counts[i].sum();
      line(out, "_bucket", labels(values, "le=\"" + bounds[i] + "\""), Long.toString(total));
    }
    total += state.counts[bounds.length].sum();
    line(out, "_bucket", labels(values, "le=\"+Inf\""), Long.toString(total));
    line(out, "_sum", labels(values, ""), Double.toString(state.sum.sum()));
    line(out, "_count", labels(values, ""), Long.toString(total));
  }
}
