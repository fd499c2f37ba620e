package io.cofre.core.admin.health;

import io.cofre.api.plugin.Health;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Asks components for their health: all at once, within a limit of time, and not more often than
/// once a second.
///
/// Thread-safe.
public final class Probes implements AutoCloseable {
  private static final long FRESH_NANOS = 1_000_000_000L;
  private final Duration limit;
  private final List<Probe> probes = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private SequencedMap<String, Health> last = new LinkedHashMap<>();
  private long lastAt;
  private boolean asked;

  /// Make one.
  ///
  /// @param components by a name for operators
  /// @param limit how long an answer may take
  public Probes(Map<String, Supplier<Health>> components, Duration limit) {
    this.limit = limit;
    new TreeMap<>(components)
        .forEach((name, component) -> probes.add(new Probe(name, component, threads)));
  }

  /// The health of each component, by name.
  public synchronized SequencedMap<String, Health> ask() {
    if (asked && System.nanoTime() - lastAt < FRESH_NANOS) {
      return last;
    }
    probes.forEach(Probe::begin);
    long end = System.nanoTime() + limit.toNanos();
    SequencedMap<String, Health> health = new LinkedHashMap<>();
    for (Probe probe : probes) {
      health.put(probe.name(), probe.await(end));
    }
    last = health;
    lastAt = System.nanoTime();
    asked = true;
    return health;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
