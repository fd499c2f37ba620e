package io.cofre.kms.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.kms.http.Lookup;
import io.cofre.kms.http.testing.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Each call of each operation is struck, one after the other: the failure has the right reason, no
/// call follows it nor is repeated, and what was asked for may be asked for again.
abstract class StrikeRules extends FaultRules {
  private final AtomicInteger names = new AtomicInteger();
  private final Map<KeyId, WrappedKey> wrapped = new ConcurrentHashMap<>();

  /// Something that is done with a key of its own.
  interface Work {
    void with(Kms kms, KeyId key);
  }

  /// What is asked of a KMS.
  ///
  /// @param before makes what it needs
  /// @param after asks for it again, and holds what came of it against its promise
  record Operation(String name, Work before, Work ask, Work after) {}

  private List<Operation> operations(Kms kms) {
    List<Operation> all = new ArrayList<>(reads());
    all.add(
        new Operation("create", (_, _) -> {}, (on, key) -> keys(on).create(key), this::created));
    all.add(new Operation("rotate", this::made, (on, key) -> keys(on).rotate(key), this::rotated));
    all.add(new Operation("delete", this::made, (on, key) -> keys(on).delete(key), this::deleted));
    if (keys(kms).actions().contains(KeyAction.DISABLE)) {
      all.add(
          new Operation("disable", this::made, (on, key) -> keys(on).disable(key), this::disabled));
    }
    return all;
  }

  private List<Operation> reads() {
    return List.of(
        new Operation("wrap", this::made, FaultRules::wrap, this::usable),
        new Operation("unwrap", this::made, (on, key) -> unwrap(on, of(key)), this::usable),
        new Operation("describe", this::made, (on, key) -> keys(on).describe(key), this::usable),
        new Operation("list", this::made, (on, _) -> keys(on).list(), this::usable));
  }

  private WrappedKey of(KeyId key) {
    return wrapped.getOrDefault(key, new WrappedKey(key, new byte[1]));
  }

  private void made(Kms kms, KeyId key) {
    keys(kms).create(key);
    wrapped.put(key, wrap(kms, key));
  }

  private void usable(Kms kms, KeyId key) {
    unwrap(kms, of(key));
    WrappedKey another = wrap(kms, key);
    assertEquals(keys(kms).describe(key).version(), another.version());
    unwrap(kms, another);
  }

  private void created(Kms kms, KeyId key) {
    boolean wasDone = Lookup.find(() -> keys(kms).create(key), Reason.KEY_EXISTS).isEmpty();
    wrapped.put(key, wrap(kms, key));
    assertEquals("1", of(key).version(), "created before: " + wasDone);
    usable(kms, key);
  }

  private void rotated(Kms kms, KeyId key) {
    int version = Integer.parseInt(keys(kms).describe(key).version());
    assertTrue(version <= 2, "the version after one rotation is " + version);
    usable(kms, key);
    assertEquals(Integer.toString(version + 1), keys(kms).rotate(key).version());
    usable(kms, key);
  }

  private void deleted(Kms kms, KeyId key) {
    remove(kms, key);
    fails(Reason.KEY_NOT_FOUND, () -> keys(kms).describe(key));
    fails(Reason.KEY_NOT_FOUND, () -> unwrap(kms, of(key)));
  }

  private void disabled(Kms kms, KeyId key) {
    keys(kms).disable(key);
    assertEquals(State.DISABLED, keys(kms).describe(key).state());
    fails(Reason.KEY_DISABLED, () -> unwrap(kms, of(key)));
    keys(kms).enable(key);
    usable(kms, key);
  }

  private static void remove(Kms kms, KeyId key) {
    Lookup.find(
        () -> {
          keys(kms).delete(key);
          return key;
        },
        Reason.KEY_NOT_FOUND);
  }

  /// Let each call of an operation meet a fault.
  private void strike(Kms kms, Operation operation, Fault fault, Consumer<Consumer<Kms>> expect) {
    int calls = calls(kms, operation);
    for (int at = 0; at < calls; at++) {
      KeyId key = fresh();
      operation.before().with(kms, key);
      network.next(at, new Fault.None()).next(fault);
      expect.accept(on -> operation.ask().with(on, key));
      operation.after().with(kms, key);
      remove(kms, key);
    }
  }

  private int calls(Kms kms, Operation operation) {
    KeyId key = fresh();
    operation.before().with(kms, key);
    int before = network.requests();
    operation.ask().with(kms, key);
    int calls = network.requests() - before;
    remove(kms, key);
    return calls;
  }

  private KeyId fresh() {
    return new KeyId("struck-" + names.incrementAndGet());
  }

  private void eachCallFails(Fault fault, Reason reason, String words, Duration wait) {
    try (Kms kms = byToken()) {
      wrap(kms);
      for (Operation operation : operations(kms)) {
        AtomicInteger sent = new AtomicInteger(1);
        strike(
            kms,
            operation,
            fault,
            ask -> {
              int before = network.requests();
              KmsException failure = fails(reason, () -> ask.accept(kms));
              says(words, failure);
              assertEquals(wait, failure.retryAfter().orElse(Duration.ZERO));
              String name = operation.name();
              assertEquals(before + sent.getAndIncrement(), network.requests(), name);
            });
      }
    }
  }

  @Test
  void a_connection_that_is_reset_is_unavailable() {
    eachCallFails(new Fault.Reset(), Reason.UNAVAILABLE, "/v1/", Duration.ZERO);
  }

  @Test
  void an_answer_that_is_lost_is_unavailable_and_what_was_done_stays_good() {
    eachCallFails(new Fault.Cut(30), Reason.UNAVAILABLE, "gave no whole answer", Duration.ZERO);
  }

  @Test
  void half_an_answer_is_unavailable() {
    String half =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n"
            + "Connection: close\r\n\r\n{\"data\":{\"plaintext\":\"%s".formatted(PLAIN);
    eachCallFails(
        new Fault.Instead(half), Reason.UNAVAILABLE, "gave no whole answer", Duration.ZERO);
  }

  @Test
  void a_storm_of_429_is_throttled_with_its_wait() {
    String said = "{\"errors\":[\"request path quota exceeded\"]}";
    eachCallFails(
        Fault.Instead.status(429, "3", said),
        Reason.THROTTLED,
        "has too many requests (429)",
        Duration.ofSeconds(3));
  }

  @Test
  void a_storm_of_503_is_unavailable_with_its_wait() {
    eachCallFails(
        Fault.Instead.status(503, "7", "not json"),
        Reason.UNAVAILABLE,
        "cannot serve now (503)",
        Duration.ofSeconds(7));
  }

  @Test
  void an_answer_with_a_status_nobody_foresaw_is_unexpected() {
    eachCallFails(
        Fault.Instead.status(418, "", "{}"),
        Reason.UNEXPECTED,
        "gave an answer nobody foresaw (418)",
        Duration.ZERO);
  }

  @Test
  void an_answer_past_the_timeout_is_unavailable_and_what_was_done_stays_good() {
    try (Kms patient = byToken();
        Kms kms = byToken("timeout", "400ms")) {
      for (Operation operation : operations(patient)) {
        if (List.of("unwrap", "rotate").contains(operation.name())) {
          strike(
              patient,
              operation,
              new Fault.Delay(Duration.ofSeconds(2)),
              ask -> says("/v1/", fails(Reason.UNAVAILABLE, () -> ask.accept(kms))));
        }
      }
    }
  }

  @Test
  void a_token_that_ends_before_any_call_costs_a_login_and_no_more() {
    vault.lease = 1_000_000;
    try (Kms kms = byAppRole()) {
      wrap(kms);
      for (Operation operation : operations(kms)) {
        int calls = calls(kms, operation);
        strike(
            kms,
            operation,
            Fault.Instead.status(403, "", "{\"errors\":[\"permission denied\"]}"),
            ask -> {
              int before = network.requests();
              int logins = vault.logins.get();
              now.updateAndGet(time -> time.plusSeconds(60));
              ask.accept(kms);
              assertEquals(logins + 1, vault.logins.get(), operation.name());
              assertEquals(before + calls + 2, network.requests(), operation.name());
            });
      }
    }
  }

  @Test
  void an_answer_of_something_else_is_no_key_and_no_list() {
    List<String> foreign =
        List.of("{}", "{\"data\":null}", "{\"data\":{}}", "<html>", "{\"data\":\"" + PLAIN);
    try (Kms kms = byToken()) {
      wrap(kms);
      for (Operation operation : reads()) {
        for (String body : foreign) {
          strike(
              kms,
              operation,
              Fault.Instead.status(200, "", body),
              ask -> says("", fails(Reason.UNEXPECTED, () -> ask.accept(kms))));
        }
      }
    }
  }
}
