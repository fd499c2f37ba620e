package io.cofre.core.admin.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cofre.api.plugin.Health;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// How components are asked.
class ProbesTest {

  @Test
  void a_stuck_component_is_asked_once_and_holds_nobody_up() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    Map<String, Supplier<Health>> components =
        Map.of(
            "stuck",
            () -> {
              asked.incrementAndGet();
              try {
                never.await();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
              return new Health.Down("woken");
            });
    try (Probes probes = new Probes(components, Duration.ofMillis(50))) {
      assertEquals(new Health.Down("no answer in time"), probes.ask().get("stuck"));
      assertEquals(new Health.Down("no answer in time"), probes.ask().get("stuck"));
    }
    assertEquals(1, asked.get());
  }
}
