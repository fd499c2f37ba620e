package io.cofre.core.observe;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// All series of one name.
///
/// Thread-safe. A family holds at most a thousand series; those beyond are counted together under
/// the label value `other`, for a metric must not grow with what clients send.
abstract class Family<S> {
  private static final int MOST = 1000;
  private final String name;
  private final String type;
  private final String help;
  private final List<String> labels;
  private final Supplier<S> make;
  private final Map<Labels, S> series = new ConcurrentHashMap<>();

  Family(String name, String type, String help, List<String> labels, Supplier<S> make) {
    if (!name.matches("[a-z][a-z0-9_]*") || !labels.stream().allMatch(l -> l.matches("[a-z_]+"))) {
      throw new IllegalArgumentException("not the name of a metric: " + name);
    }
    this.name = name;
    this.type = type;
    this.help = help;
    this.labels = List.copyOf(labels);
    this.make = make;
    if (labels.isEmpty()) {
      series.put(new Labels(List.of()), make.get());
    }
  }

  final String name() {
    return name;
  }

  final S of(List<String> values) {
    if (values.size() != labels.size()) {
      throw new IllegalArgumentException(name + " has the labels " + labels);
    }
    Labels key = new Labels(values);
    S found = series.get(key);
    if (found != null) {
      return found;
    }
    Labels kept =
        series.size() < MOST ? key : new Labels(values.stream().map(_ -> "other").toList());
    return series.computeIfAbsent(kept, _ -> make.get());
  }

  final void write(StringBuilder out) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    series.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().values().toString()))
        .forEach(entry -> write(out, entry.getKey(), entry.getValue()));
  }

  final void line(StringBuilder out, String suffix, String labelText, String value) {
    out.append(name).append(suffix).append(labelText).append(' ').append(value).append('\n');
  }

  final String labels(Labels values, String extra) {
    return values.text(labels, extra);
  }

  abstract void write(StringBuilder out, Labels values, S state);
}
