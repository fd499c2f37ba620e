package io.cofre.core.admin.health;

import io.cofre.api.plugin.Health;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// One component. A question that is never answered is not asked a second time. Used under a lock.
final class Probe {
  private static final System.Logger LOG = System.getLogger(Probe.class.getName());
  private final String name;
  private final Supplier<Health> component;
  private final ExecutorService threads;
  private Optional<Future<Health>> running = Optional.empty();

  Probe(String name, Supplier<Health> component, ExecutorService threads) {
    this.name = name;
    this.component = component;
    this.threads = threads;
  }

  String name() {
    return name;
  }

  void begin() {
    if (running.isEmpty()) {
      running = Optional.of(threads.submit(component::get));
    }
  }

  Health await(long end) {
    Future<Health> answer = running.orElseThrow();
    try {
      Health health = answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      running = Optional.empty();
      return health;
    } catch (TimeoutException _) {
      return new Health.Down("no answer in time");
    } catch (ExecutionException e) {
      running = Optional.empty();
      LOG.log(System.Logger.Level.WARNING, "the health of " + name + " cannot be told", e);
      return new Health.Down("the probe failed; see the log");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Health.Down("the server is stopping");
    }
  }
}
