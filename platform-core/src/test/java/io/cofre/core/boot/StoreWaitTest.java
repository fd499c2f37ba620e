package io.cofre.core.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.plugin.Health;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A store that opens later.
@Timeout(60)
class StoreWaitTest {
  private final AtomicInteger tries = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  private StoreWait<AutoCloseable> opensAt(int time) {
    return new StoreWait<>(() -> {
      if (tries.incrementAndGet() < time) {
        throw new StoreAway("the KMS is away", new IllegalStateException());
      }
      return closed::incrementAndGet;
    });
  }

  @Test
  void what_opens_at_once_is_open() throws Exception {
    try (StoreWait<AutoCloseable> store = opensAt(1)) {
      assertEquals(new Health.Down("the store is not open yet"), store.health());
      store.open();
      store.keepTrying(Duration.ZERO);
      assertInstanceOf(Health.Up.class, store.health());
      assertEquals(Optional.empty(), store.trouble());
      assertTrue(store.await().isPresent());
    }
    assertEquals(1, tries.get());
    assertEquals(1, closed.get());
  }

  @Test
  void what_is_away_is_asked_again_until_it_opens() throws Exception {
    try (StoreWait<AutoCloseable> store = opensAt(4)) {
      store.open();
      assertEquals(new Health.Down("the KMS is away"), store.health());
      store.keepTrying(Duration.ZERO);
      assertTrue(store.await().isPresent());
      assertEquals(4, tries.get());
    }
    assertEquals(1, closed.get());
  }

  @Test
  void what_waiting_does_not_cure_ends_the_wait() throws Exception {
    StoreWait<AutoCloseable> store =
        new StoreWait<>(() -> {
          if (tries.incrementAndGet() == 1) {
            throw new StoreAway("the KMS is away", new IllegalStateException());
          }
          throw new CannotStart(ExitStatus.UNAVAILABLE, List.of("the key is gone"));
        });
    try (store) {
      store.open();
      store.keepTrying(Duration.ZERO);
      assertEquals(
          "the key is gone", assertThrows(CannotStart.class, () -> store.await()).getMessage());
      assertEquals(new Health.Down("the key is gone"), store.health());
    }
    assertEquals(2, tries.get());
  }

  private static void throwing(Throwable mistake) {
    switch (mistake) {
      case Error error -> throw error;
      case RuntimeException failure -> throw failure;
      default -> throw new AssertionError(mistake);
    }
  }

  static List<Throwable> mistakes() {
    return List.of(new IllegalArgumentException("a mistake"), new NoClassDefFoundError("a/Class"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_is_not_waited_for(Throwable mistake) throws Exception {
    StoreWait<AutoCloseable> store =
        new StoreWait<>(() -> {
          if (tries.incrementAndGet() > 1) {
            throwing(mistake);
          }
          throw new StoreAway("the KMS is away", new IllegalStateException());
        });
    try (store) {
      store.open();
      store.keepTrying(Duration.ZERO);
      assertEquals(mistake, assertThrows(mistake.getClass(), () -> store.await()));
    }
  }

  @Test
  void a_server_that_stops_does_not_wait() throws Exception {
    StoreWait<AutoCloseable> store = opensAt(Integer.MAX_VALUE);
    store.open();
    store.keepTrying(Duration.ofDays(1));
    store.close();
    assertEquals(Optional.empty(), store.await());
    assertEquals(1, tries.get());
  }

  @Test
  void a_try_under_way_is_interrupted_and_leaves_nothing_open() throws Exception {
    CountDownLatch trying = new CountDownLatch(1);
    StoreWait<AutoCloseable> store =
        new StoreWait<>(() -> {
          if (tries.incrementAndGet() == 1) {
            throw new StoreAway("the KMS is away", new IllegalStateException());
          }
          trying.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          return closed::incrementAndGet;
        });
    store.open();
    store.keepTrying(Duration.ZERO);
    trying.await();
    store.close();
    assertEquals(1, closed.get());
  }
}
