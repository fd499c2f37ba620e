package io.cofre.core.keyring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import io.cofre.tck.fake.FlakyKms;
import io.cofre.tck.fake.MemoryKms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResilientKmsTest {
  private static final KeyId KEY = new KeyId("k");
  private static final KeyContext CONTEXT = KeyContext.of(Map.of("object", "b/o"));
  private static final KeyringSettings SETTINGS =
      new KeyringSettings(
          100,
          Duration.ofMinutes(5),
          1000,
          Duration.ofSeconds(10),
          3,
          Duration.ofMillis(100),
          5,
          Duration.ofSeconds(5),
          2,
          3);

  private final FakePace pace = new FakePace();
  private final FlakyKms flaky = new FlakyKms(new MemoryKms("k"));
  private final List<KmsCall> seen = Collections.synchronizedList(new ArrayList<>());
  private final ResilientKms kms =
      new ResilientKms(flaky, new ResilientCalls("main", SETTINGS, seen::add, pace));
  private final WrappedKey wrapped;

  ResilientKmsTest() {
    try (DataKey plain = DataKey.random()) {
      wrapped = new MemoryKms("other").wrap(new KeyId("other"), plain, CONTEXT);
    }
  }

  private KmsException fails() {
    return assertThrows(KmsException.class, () -> kms.generate(KEY, CONTEXT).close());
  }

  private void works() {
    kms.generate(KEY, CONTEXT).close();
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void only_what_may_pass_is_tried_again(Reason reason) {
    flaky.fail(reason);
    assertEquals(reason, fails().reason());
    assertEquals(reason.retryable() ? 4 : 1, flaky.generates());
    assertEquals(reason.retryable() ? 3 : 0, kms.calls().retries());
    assertEquals(flaky.generates(), seen.size());
    assertTrue(seen.stream().allMatch(call -> call.failure().equals(Optional.of(reason))));
  }

  @Test
  void a_failure_that_passes_is_not_seen() {
    flaky.failNext(2, Reason.UNAVAILABLE);
    works();
    assertEquals(3, flaky.generates());
    assertEquals(
        List.of("unavailable", "unavailable", "ok"), seen.stream().map(KmsCall::outcome).toList());
  }

  @Test
  void pauses_double_and_are_random() {
    pace.chance(0.5);
    flaky.failNext(3, Reason.THROTTLED);
    works();
    assertEquals(
        List.of(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(200)),
        pace.sleeps());
  }

  @Test
  void a_pause_has_an_upper_bound() {
    KeyringSettings many =
        new KeyringSettings(
            1,
            Duration.ofHours(1),
            1,
            Duration.ofHours(1),
            9,
            Duration.ofMillis(100),
            99,
            Duration.ofSeconds(5),
            1,
            1);
    pace.chance(1.0);
    flaky.failNext(9, Reason.UNAVAILABLE);
    var calls = new ResilientCalls("main", many, KmsMeter.NONE, pace);
    new ResilientKms(flaky, calls).generate(KEY, CONTEXT).close();
    assertEquals(Duration.ofSeconds(2), Collections.max(pace.sleeps()));
  }

  @Test
  void the_wait_that_the_kms_asks_for_is_kept() {
    flaky.failNext(1, Reason.THROTTLED, Duration.ofSeconds(7));
    works();
    assertEquals(List.of(Duration.ofSeconds(7)), pace.sleeps());
  }

  @Test
  void a_wait_beyond_the_deadline_is_not_begun() {
    flaky.failNext(1, Reason.THROTTLED, Duration.ofSeconds(11));
    KmsException failure = fails();
    assertEquals(Optional.of(Duration.ofSeconds(11)), failure.retryAfter());
    assertEquals(1, flaky.generates());
    assertEquals(List.of(), pace.sleeps());
  }

  @Test
  void a_call_that_does_not_end_is_interrupted_at_its_deadline() throws Exception {
    flaky.hold();
    pace.impatient(true);
    long begin = pace.nanos();
    KmsException failure = fails();
    assertEquals(Reason.UNAVAILABLE, failure.reason());
    assertTrue(String.valueOf(failure.getMessage()).contains("within 10 s"), failure::getMessage);
    assertEquals(SETTINGS.deadline().toNanos(), pace.nanos() - begin);
    // The one call may not even have begun by now.
    assertTrue(flaky.generates() <= 1, "nothing is left for another try");
    flaky.release();
  }

  @Test
  void the_circuit_opens_after_failures_in_a_row() {
    flaky.fail(Reason.UNAVAILABLE);
    fails();
    KmsException second = fails();
    assertEquals(5, flaky.generates(), "4 tries, then 1, then the circuit is open");
    assertEquals(Reason.UNAVAILABLE, second.reason());
    assertTrue(String.valueOf(second.getMessage()).contains("circuit"), second::getMessage);
    assertTrue(
        String.valueOf(second.getMessage()).contains("last: the flaky KMS fails"),
        second::getMessage);
    assertTrue(kms.calls().circuitOpen());
    KmsException third = fails();
    assertTrue(String.valueOf(third.getMessage()).contains("kms.main"), third::getMessage);
    assertTrue(third.retryAfter().orElseThrow().compareTo(Duration.ofSeconds(5)) <= 0);
    assertEquals(5, flaky.generates());
  }

  @Test
  void an_open_circuit_lets_one_probe_through_after_the_pause() throws Exception {
    flaky.fail(Reason.UNAVAILABLE);
    fails();
    fails();
    pace.pass(Duration.ofSeconds(5));
    flaky.heal().hold();
    Future<Boolean> probe =
        Threads.fork(() -> {
          works();
          return true;
        });
    Threads.until(() -> flaky.generates() == 6);
    fails();
    assertEquals(6, flaky.generates(), "while the probe is under way nothing else goes through");
    flaky.release();
    assertTrue(Threads.join(probe));
    assertFalse(kms.calls().circuitOpen());
    works();
  }

  @Test
  void a_probe_that_fails_opens_the_circuit_for_another_pause() {
    flaky.fail(Reason.UNAVAILABLE);
    fails();
    fails();
    pace.pass(Duration.ofSeconds(5));
    fails();
    assertEquals(6, flaky.generates());
    fails();
    assertEquals(6, flaky.generates());
    flaky.heal();
    pace.pass(Duration.ofSeconds(5));
    works();
  }

  @Test
  void answers_that_say_no_do_not_open_the_circuit() {
    flaky.fail(Reason.KEY_DISABLED);
    for (int i = 0; i < 20; i++) {
      assertEquals(Reason.KEY_DISABLED, fails().reason());
    }
    assertEquals(20, flaky.generates());
    assertFalse(kms.calls().circuitOpen());
  }

  @Test
  void an_answer_between_failures_starts_the_count_anew() {
    for (int i = 0; i < 5; i++) {
      flaky.failNext(3, Reason.UNAVAILABLE);
      works();
    }
    assertFalse(kms.calls().circuitOpen());
  }

  @Test
  void calls_beyond_those_that_run_and_wait_fail_at_once() throws Exception {
    flaky.hold();
    List<Future<Boolean>> crowd =
        Threads.fork(
            5,
            () -> {
              works();
              return true;
            });
    Threads.until(() -> flaky.generates() == 2 && kms.calls().waiting() == 3);
    KmsException failure = fails();
    assertEquals(Reason.THROTTLED, failure.reason());
    assertEquals(2, flaky.generates());
    flaky.release();
    for (Future<Boolean> one : crowd) {
      assertTrue(Threads.join(one));
    }
    works();
  }

  @Test
  void a_caller_who_is_interrupted_goes_and_the_circuit_stays() throws Exception {
    flaky.hold();
    Thread caller = Thread.currentThread();
    Thread.ofVirtual()
        .start(() -> {
          try {
            Threads.until(() -> flaky.generates() == 1);
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          caller.interrupt();
        });
    KmsException failure = fails();
    assertEquals(Reason.UNAVAILABLE, failure.reason());
    assertTrue(Thread.interrupted());
    flaky.heal();
    works();
    assertEquals(0, kms.calls().retries());
  }

  @Test
  void what_a_plugin_must_not_throw_becomes_unexpected() {
    KmsException failure =
        assertThrows(KmsException.class, () -> kms.wrap(KEY, DataKey.adopt(new byte[16]), CONTEXT));
    assertEquals(Reason.UNEXPECTED, failure.reason());
    assertTrue(failure.getCause() instanceof IllegalArgumentException);
  }

  @Test
  void every_operation_goes_the_same_way_and_facets_stay() {
    assertEquals(
        Reason.KEY_NOT_FOUND,
        assertThrows(KmsException.class, () -> kms.unwrap(wrapped, CONTEXT)).reason());
    WrappedKey first;
    try (DataKey plain = DataKey.random()) {
      first = kms.wrap(KEY, plain, CONTEXT);
      flaky.failNext(1, Reason.UNAVAILABLE);
      WrappedKey second = kms.rewrap().orElseThrow().rewrap(first, CONTEXT, KEY, CONTEXT);
      try (DataKey same = kms.unwrap(second, CONTEXT)) {
        assertEquals(plain, same);
      }
    }
    assertEquals(2, flaky.rewraps());
    assertTrue(kms.health() instanceof Health.Up);
    assertTrue(kms.traits().bindsContext());
    kms.close();
    assertTrue(kms.health() instanceof Health.Down);
  }

  @Test
  void a_late_key_is_wiped() throws Exception {
    DataKey late = DataKey.random();
    var hold = new java.util.concurrent.CountDownLatch(1);
    var ended = new java.util.concurrent.CountDownLatch(1);
    pace.impatient(true);
    var attempt =
        new Attempt<>(
            "main",
            () -> {
              boolean waiting = true;
              while (waiting) { // a plugin that does not heed interruption
                try {
                  hold.await();
                  waiting = false;
                } catch (InterruptedException _) {
                  waiting = true;
                }
              }
              return late;
            },
            ended::countDown);
    assertTrue(
        attempt.run(Deadline.in(pace, Duration.ofSeconds(1))) instanceof Attempt.Outcome.Missing);
    assertEquals(DataKey.SIZE, late.<Integer>use(bytes -> bytes.length).intValue());
    hold.countDown();
    ended.await();
    assertThrows(IllegalStateException.class, () -> late.use(bytes -> bytes.length));
  }
}
