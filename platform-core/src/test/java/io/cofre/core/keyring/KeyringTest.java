package io.cofre.core.keyring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyBackup;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Secret;
import io.cofre.core.keyring.KmsUse.Served;
import io.cofre.tck.fake.FlakyKms;
import io.cofre.tck.fake.MemoryKms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyringTest {
  private static final KeyId KEY = new KeyId("k");
  private static final KeyContext CONTEXT = KeyContext.of(Map.of("object", "b/o"));
  private static final KeyContext BUCKET = KeyContext.of(Map.of("bucket", "b"));
  private static final KeyringSettings SETTINGS =
      new KeyringSettings(
          10,
          Duration.ofMinutes(5),
          1000,
          Duration.ofSeconds(10),
          0,
          Duration.ofMillis(100),
          1_000_000,
          Duration.ofSeconds(5),
          64,
          1024);

  private final FakePace pace = new FakePace();
  private final MemoryKms memory = new MemoryKms("k", "k2");
  private final FlakyKms flaky = new FlakyKms(memory);
  private final FlakyKms other = new FlakyKms(new MemoryKms("k"));
  private final List<KmsUse> uses = Collections.synchronizedList(new ArrayList<>());
  private final IdlePace cleaning = new IdlePace();
  private final Keyring keyring =
      new Keyring(
          Map.of("main", flaky, "other", other),
          SETTINGS,
          uses::add,
          KmsMeter.NONE,
          pace,
          cleaning);

  @AfterEach
  void close() {
    keyring.close();
  }

  private WrappedKey wrapped(KeyContext context) {
    try (GeneratedKey made = memory.generate(KEY, context)) {
      return made.wrapped();
    }
  }

  private KeyringFigures figures() {
    return keyring.figures().getFirst();
  }

  private Reason failure(WrappedKey wrapped) {
    return assertThrows(KmsException.class, () -> keyring.unwrap("main", wrapped, CONTEXT).close())
        .reason();
  }

  @Test
  void a_second_use_needs_no_call_and_has_a_key_of_its_own() {
    WrappedKey wrapped = wrapped(CONTEXT);
    try (DataKey first = keyring.unwrap("main", wrapped, CONTEXT);
        DataKey expected = memory.unwrap(wrapped, CONTEXT)) {
      assertEquals(expected, first);
    }
    try (DataKey second = keyring.unwrap("main", wrapped, CONTEXT);
        DataKey expected = memory.unwrap(wrapped, CONTEXT)) {
      assertEquals(expected, second);
    }
    assertEquals(1, flaky.calls());
    assertEquals(1, figures().hits());
    assertEquals(1, figures().misses());
    assertEquals(1, figures().entries());
  }

  @Test
  void an_alias_is_resolved_by_the_plugin() {
    memory.alias("front", "k");
    assertEquals(KEY, keyring.kms("main").resolve(new KeyId("front")));
  }

  @Test
  void two_hundred_threads_who_miss_one_key_make_one_call() throws Exception {
    WrappedKey wrapped = wrapped(CONTEXT);
    flaky.hold();
    List<Future<DataKey>> crowd = Threads.fork(200, () -> keyring.unwrap("main", wrapped, CONTEXT));
    Threads.until(() -> figures().misses() + figures().shared() == 200);
    flaky.release();
    try (DataKey expected = memory.unwrap(wrapped, CONTEXT)) {
      for (Future<DataKey> one : crowd) {
        try (DataKey key = Threads.join(one)) {
          assertEquals(expected, key);
        }
      }
    }
    assertEquals(1, flaky.calls());
    assertEquals(199, figures().shared());
    assertEquals(199, uses.stream().filter(use -> use.served() == Served.SHARED_CALL).count());
  }

  @Test
  void a_failure_fails_all_who_wait_and_is_not_remembered() throws Exception {
    WrappedKey wrapped = wrapped(CONTEXT);
    flaky.failNext(1, Reason.UNAVAILABLE, Duration.ofSeconds(3)).hold();
    List<Future<DataKey>> crowd = Threads.fork(50, () -> keyring.unwrap("main", wrapped, CONTEXT));
    Threads.until(() -> figures().misses() + figures().shared() == 50);
    flaky.release();
    Set<KmsException> failures = Collections.newSetFromMap(new java.util.IdentityHashMap<>());
    for (Future<DataKey> one : crowd) {
      KmsException failure = assertThrows(KmsException.class, () -> Threads.join(one));
      assertEquals(Reason.UNAVAILABLE, failure.reason());
      assertEquals(Duration.ofSeconds(3), failure.retryAfter().orElseThrow());
      failures.add(failure);
    }
    assertEquals(50, failures.size(), "no two threads throw the same exception");
    assertEquals(1, flaky.calls());
    keyring.unwrap("main", wrapped, CONTEXT).close();
    assertEquals(2, flaky.calls());
  }

  @Test
  void who_waits_for_the_call_of_another_waits_to_his_own_deadline() throws Exception {
    WrappedKey wrapped = wrapped(CONTEXT);
    flaky.hold();
    Future<DataKey> first = Threads.fork(() -> keyring.unwrap("main", wrapped, CONTEXT));
    Threads.until(() -> flaky.calls() == 1);
    pace.impatient(true);
    assertEquals(Reason.UNAVAILABLE, failure(wrapped));
    pace.impatient(false);
    flaky.release();
    Threads.join(first).close();
    assertEquals(1, flaky.calls());
    keyring.unwrap("main", wrapped, CONTEXT).close();
    assertEquals(1, flaky.calls(), "the call went on, and its key is kept");
  }

  @Test
  void a_slow_kms_holds_up_nobody_else() throws Exception {
    flaky.hold();
    List<Future<BucketKey>> stuck = Threads.fork(100, () -> keyring.bucketKey("main", KEY, BUCKET));
    Threads.until(() -> figures().misses() + figures().shared() == 100);
    for (int i = 0; i < 100; i++) {
      keyring.generate("other", KEY, CONTEXT).close();
      keyring.bucketKey("other", KEY, BUCKET).close();
    }
    assertEquals(101, other.calls());
    flaky.release();
    for (Future<BucketKey> one : stuck) {
      Threads.join(one).close();
    }
  }

  @Test
  void a_wrapped_key_under_another_context_or_instance_is_not_found() {
    WrappedKey wrapped = wrapped(CONTEXT);
    keyring.unwrap("main", wrapped, CONTEXT).close();
    KmsException moved =
        assertThrows(KmsException.class, () -> keyring.unwrap("main", wrapped, BUCKET));
    assertEquals(Reason.NOT_AUTHENTIC, moved.reason());
    assertThrows(KmsException.class, () -> keyring.unwrap("other", wrapped, CONTEXT));
    WrappedKey renamed = new WrappedKey(new KeyId("k2"), wrapped.version(), wrapped.bytes());
    assertThrows(KmsException.class, () -> keyring.unwrap("main", renamed, CONTEXT));
    WrappedKey elsewhen = new WrappedKey(KEY, "7", wrapped.bytes());
    keyring.unwrap("main", elsewhen, CONTEXT).close();
    assertEquals(4, flaky.calls());
    assertEquals(0, figures().hits());
  }

  @Test
  void a_key_is_kept_for_its_time_however_often_it_is_used() {
    WrappedKey wrapped = wrapped(CONTEXT);
    for (int minute = 0; minute < 5; minute++) {
      keyring.unwrap("main", wrapped, CONTEXT).close();
      pace.pass(Duration.ofMinutes(1));
    }
    assertEquals(1, flaky.calls());
    keyring.unwrap("main", wrapped, CONTEXT).close();
    assertEquals(2, flaky.calls());
  }

  @Test
  void what_is_old_is_swept_without_a_call() {
    keyring.bucketKey("main", KEY, BUCKET).close();
    assertEquals(2, figures().entries(), "as bucket key, and to be unwrapped");
    pace.pass(Duration.ofMinutes(5));
    assertEquals(2, figures().entries());
    keyring.sweep();
    assertEquals(0, figures().entries());
    assertEquals(2, figures().evictions());
  }

  @Test
  void the_cleaner_sweeps_while_nobody_calls() throws Exception {
    keyring.bucketKey("main", KEY, BUCKET).close();
    pace.pass(Duration.ofMinutes(5));
    cleaning.wake();
    Threads.until(() -> figures().entries() == 0);
  }

  @Test
  void a_bucket_key_is_the_same_for_a_while_and_unwraps_without_a_call() {
    try (BucketKey first = keyring.bucketKey("main", KEY, BUCKET);
        BucketKey second = keyring.bucketKey("main", KEY, BUCKET);
        DataKey stored = keyring.unwrap("main", second.wrapped(), BUCKET);
        DataKey expected = memory.unwrap(first.wrapped(), BUCKET)) {
      assertEquals(first, second);
      assertEquals(expected, first.plain());
      assertEquals(expected, stored);
      assertEquals(1, flaky.calls());
      pace.pass(Duration.ofMinutes(5));
      try (BucketKey third = keyring.bucketKey("main", KEY, BUCKET)) {
        assertNotEquals(first.plain(), third.plain());
      }
    }
    assertEquals(2, flaky.calls());
  }

  @Test
  void each_bucket_and_key_has_its_own_bucket_key() {
    Set<WrappedKey> all = new HashSet<>();
    for (KeyContext context : List.of(BUCKET, CONTEXT)) {
      for (KeyId key : List.of(KEY, new KeyId("k2"))) {
        try (BucketKey one = keyring.bucketKey("main", key, context)) {
          all.add(one.wrapped());
        }
      }
    }
    assertEquals(4, all.size());
  }

  @Test
  void a_generated_key_is_fresh_each_time_and_unwraps_without_a_call() {
    try (GeneratedKey one = keyring.generate("main", KEY, CONTEXT);
        GeneratedKey two = keyring.generate("main", KEY, CONTEXT);
        DataKey again = keyring.unwrap("main", one.wrapped(), CONTEXT)) {
      assertNotEquals(one.plain(), two.plain());
      assertEquals(one.plain(), again);
    }
    assertEquals(2, flaky.calls());
  }

  @Test
  void a_change_through_the_keyring_is_heeded_at_once() {
    WrappedKey wrapped = wrapped(CONTEXT);
    var administration = keyring.kms("main").administration().orElseThrow();
    keyring.unwrap("main", wrapped, CONTEXT).close();
    administration.disable(KEY);
    assertEquals(Reason.KEY_DISABLED, failure(wrapped));
    administration.enable(KEY);
    keyring.unwrap("main", wrapped, CONTEXT).close();
    administration.delete(KEY);
    assertEquals(Reason.KEY_PENDING_DELETION, failure(wrapped));
    administration.cancelDeletion(KEY);
    try (BucketKey old = keyring.bucketKey("main", KEY, BUCKET)) {
      administration.rotate(KEY);
      try (BucketKey fresh = keyring.bucketKey("main", KEY, BUCKET)) {
        assertEquals("1", old.wrapped().version());
        assertEquals("2", fresh.wrapped().version());
      }
    }
  }

  @Test
  void a_change_made_elsewhere_is_heeded_after_the_time_of_the_cache() {
    WrappedKey wrapped = wrapped(CONTEXT);
    keyring.unwrap("main", wrapped, CONTEXT).close();
    memory.administration().orElseThrow().disable(KEY);
    keyring.unwrap("main", wrapped, CONTEXT).close();
    pace.pass(SETTINGS.cacheTime());
    assertEquals(Reason.KEY_DISABLED, failure(wrapped));
  }

  @Test
  void a_key_that_the_kms_refuses_takes_all_with_it_that_it_wrapped() {
    WrappedKey wrapped = wrapped(CONTEXT);
    keyring.unwrap("main", wrapped, CONTEXT).close();
    memory.administration().orElseThrow().disable(KEY);
    assertThrows(KmsException.class, () -> keyring.generate("main", KEY, BUCKET));
    assertEquals(Reason.KEY_DISABLED, failure(wrapped));
  }

  @Test
  void a_call_that_began_before_a_change_leaves_nothing_behind() throws Exception {
    WrappedKey wrapped = wrapped(CONTEXT);
    flaky.hold();
    Future<DataKey> before = Threads.fork(() -> keyring.unwrap("main", wrapped, CONTEXT));
    Threads.until(() -> flaky.calls() == 1);
    keyring.invalidate("main", KEY);
    Future<DataKey> after = Threads.fork(() -> keyring.unwrap("main", wrapped, CONTEXT));
    Threads.until(() -> flaky.calls() == 2);
    keyring.invalidate("main");
    flaky.release();
    Threads.join(before).close();
    Threads.join(after).close();
    assertEquals(0, figures().entries());
  }

  @Test
  void the_cache_serves_while_the_kms_is_down() {
    WrappedKey wrapped = wrapped(CONTEXT);
    keyring.unwrap("main", wrapped, CONTEXT).close();
    flaky.fail(Reason.UNAVAILABLE);
    keyring.unwrap("main", wrapped, CONTEXT).close();
    assertThrows(KmsException.class, () -> keyring.generate("main", KEY, CONTEXT));
  }

  @Test
  void each_use_leaves_a_record() {
    try (BucketKey key = keyring.bucketKey("main", KEY, BUCKET)) {
      keyring.unwrap("main", key.wrapped(), BUCKET).close();
    }
    assertThrows(KmsException.class, () -> keyring.generate("main", new KeyId("none"), CONTEXT));
    keyring.kms("main").administration().orElseThrow().rotate(KEY);
    assertEquals(
        List.of(
            "generate k {bucket=b} CALL ok",
            "unwrap k {bucket=b} CACHE ok",
            "generate none {object=b/o} CALL KEY_NOT_FOUND",
            "rotate k {} CALL ok"),
        uses.stream().map(KeyringTest::line).toList());
  }

  private static String line(KmsUse use) {
    return "%s %s %s %s %s"
        .formatted(
            use.operation().label(),
            use.key().map(KeyId::value).orElse("-"),
            use.context().facts(),
            use.served(),
            use.failure().map(Reason::name).orElse("ok"));
  }

  @Test
  void a_backup_is_passed_on_and_a_restore_forgets_what_was_cached() {
    Secret passphrase = Secret.of("a passphrase of tests");
    KeyBackup backup = keyring.kms("main").backup().orElseThrow();
    keyring.bucketKey("main", KEY, BUCKET).close();
    byte[] copy = backup.export(passphrase);
    assertEquals(2, figures().entries());
    assertEquals(2, backup.restore(copy, passphrase, false).size());
    assertEquals(0, figures().entries());
    assertThrows(IllegalArgumentException.class, () -> backup.export(Secret.of("short")));
    assertEquals(
        List.of("export - {} CALL ok", "restore - {} CALL ok"),
        uses.stream().skip(1).map(KeyringTest::line).toList());
  }

  @Test
  void a_closed_keyring_gives_nothing() {
    WrappedKey wrapped = wrapped(CONTEXT);
    keyring.unwrap("main", wrapped, CONTEXT).close();
    keyring.close();
    keyring.close();
    assertEquals(0, figures().entries());
    assertEquals(Reason.UNAVAILABLE, failure(wrapped));
  }

  @Test
  void an_unknown_instance_is_said_to_be_unknown() {
    KmsException failure =
        assertThrows(KmsException.class, () -> keyring.bucketKey("nowhere", KEY, BUCKET));
    assertTrue(String.valueOf(failure.getMessage()).contains("nowhere"), failure::getMessage);
  }

  @Test
  void nothing_shows_a_key() {
    try (BucketKey key = keyring.bucketKey("main", KEY, BUCKET)) {
      String hex = key.plain().use(bytes -> java.util.HexFormat.of().formatHex(bytes));
      String shown = key + " " + uses + " " + keyring.figures() + " " + keyring.kms("main");
      assertTrue(!shown.contains(hex), shown);
    }
  }
}
