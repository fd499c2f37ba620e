package io.cofre.core.observe;

import java.util.List;
import java.util.function.DoubleSupplier;

/// A number that is asked for when metrics are read.
final class Gauge extends Family<DoubleSupplier> {

  Gauge(String name, String type, String help, List<String> labels, DoubleSupplier value) {
    super(name, type, help, labels, () -> value);
  }

  @Override
  void write(StringBuilder out, Labels values, DoubleSupplier state) {
    double value = state.getAsDouble();
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    line(out, "", labels(values, ""), whole ? Long.toString((long) value) : Double.toString(value));
  }
}
