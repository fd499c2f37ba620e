package io.cofre.kms.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import io.cofre.kms.http.testing.Fault;
import io.cofre.kms.http.testing.FaultyProxy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// A double of Vault behind a network with faults, and what holds there with every engine: logins,
/// tokens that end, a Vault that is sealed.
abstract class FaultRules {
  static final KeyId KEY = new KeyId("cofre");
  static final KeyContext CONTEXT = KeyContext.of(Map.of("bucket", "photos"));

  /// The beginning of a key, in an answer that was cut.
  static final String PLAIN = "cGxhaW4gdGV4dCBvZiBhIGtleQ";

  private static final List<String> SECRETS =
      List.of(FakeVault.ROOT, "the-secret-id", "s.login-", KvContractTest.SEAL_KEY, PLAIN);

  /// When the double's Vault deletes, for short.
  static final Instant START = Instant.parse("2026-01-01T00:00:00.123456789Z");

  final AtomicReference<Instant> now = new AtomicReference<>(START);
  @TempDir Path home;
  FakeVault vault;
  FaultyProxy network;

  /// The settings of the engine.
  abstract List<String> engine();

  @BeforeEach
  void start() throws IOException {
    vault = new FakeVault();
    if (engine().contains("sealing")) {
      vault.transit.addKey("sealing", true);
    }
    network = FaultyProxy.before(vault.port());
    try (Kms kms = byToken()) {
      keys(kms).create(KEY);
    }
  }

  @AfterEach
  void stop() throws IOException {
    network.close();
    vault.close();
  }

  Kms byToken(String... more) {
    return open("token", FakeVault.ROOT, more);
  }

  Kms byAppRole() {
    return open("auth", "approle", "role-id", "the-role", "secret-id", "the-secret-id");
  }

  /// Open one that waits for answers, unless it is told otherwise.
  Kms open(String key, String text, String... more) {
    String endpoint = "http://127.0.0.1:" + network.port();
    List<String> all = new ArrayList<>(List.of("endpoint", endpoint, key, text));
    all.addAll(engine());
    all.addAll(List.of(more));
    if (!all.contains("timeout")) {
      all.addAll(List.of("timeout", "30s"));
    }
    return Vault.open(home, now::get, all.toArray(String[]::new));
  }

  static KeyAdministration keys(Kms kms) {
    return kms.administration().orElseThrow();
  }

  static WrappedKey wrap(Kms kms) {
    return wrap(kms, KEY);
  }

  static WrappedKey wrap(Kms kms, KeyId wanted) {
    try (DataKey key = DataKey.random()) {
      return kms.wrap(wanted, key, CONTEXT);
    }
  }

  static void unwrap(Kms kms, WrappedKey wrapped) {
    kms.unwrap(wrapped, CONTEXT).close();
  }

  static KmsException fails(Reason reason, Executable work) {
    var failure = assertThrows(KmsException.class, work);
    assertEquals(reason, failure.reason(), failure.getMessage());
    var trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    for (String secret : SECRETS) {
      assertFalse(trace.toString().contains(secret), trace.toString());
    }
    return failure;
  }

  void says(String words, KmsException failure) {
    String at = "Vault at http://127.0.0.1:" + network.port();
    assertTrue(failure.getMessage().startsWith(at), failure.getMessage());
    assertTrue(failure.getMessage().contains(words), failure.getMessage());
  }

  @Test
  void a_role_logs_in_once_and_renews() {
    try (Kms kms = byAppRole()) {
      wrap(kms);
      wrap(kms);
      assertEquals(1, vault.logins.get());
      now.set(START.plusSeconds(3000));
      wrap(kms);
      assertEquals(1, vault.renewals.get());
      assertEquals(1, vault.logins.get());
    }
  }

  @Test
  void a_token_that_ended_in_mid_flight_is_replaced_and_the_call_made_again() {
    try (Kms kms = byAppRole()) {
      wrap(kms);
      vault.tokens.remove("s.login-1");
      now.set(START.plusSeconds(60));
      wrap(kms);
      assertEquals(2, vault.logins.get());
    }
  }

  @Test
  void a_token_whose_life_could_not_be_told_yet_is_looked_up_again() {
    vault.tokens.put("s.login-given", Set.of());
    try (Kms kms = open("token", "s.login-given")) {
      network.next(Fault.Instead.status(503, "5", "{\"errors\":[\"busy\"]}"));
      var failure = fails(Reason.UNAVAILABLE, () -> wrap(kms));
      says("cannot serve now (503): busy", failure);
      assertEquals(Duration.ofSeconds(5), failure.retryAfter().orElseThrow());
      wrap(kms);
      now.set(START.plusSeconds(3000));
      wrap(kms);
      assertEquals(1, vault.renewals.get());
    }
  }

  @Test
  void a_standby_that_points_elsewhere_is_unavailable() {
    try (Kms kms = byAppRole()) {
      network.next(Fault.Instead.status(307, "", ""));
      says("cannot serve now (307)", fails(Reason.UNAVAILABLE, () -> wrap(kms)));
      wrap(kms);
      network.next(Fault.Instead.status(472, "", ""));
      says("cannot serve now (472)", fails(Reason.UNAVAILABLE, () -> wrap(kms)));
    }
  }

  @Test
  void a_token_that_may_not_look_at_itself_serves() {
    vault.tokens.put("s.login-given", Set.of("auth/token/"));
    try (Kms kms = open("token", "s.login-given")) {
      wrap(kms);
    }
  }

  @Test
  void a_wrong_secret_is_told() {
    try (Kms kms = open("auth", "approle", "role-id", "the-role", "secret-id", "wrong-one")) {
      var failure = fails(Reason.ACCESS_DENIED, () -> wrap(kms));
      says("refused the login by approle (400): invalid role or secret ID", failure);
      assertFalse(failure.getMessage().contains("wrong-one"));
      assertInstanceOf(Health.Down.class, kms.health());
    }
  }

  @Test
  void a_sealed_vault_is_unavailable_and_health_says_unseal() {
    vault.sealed = true;
    try (Kms kms = byToken()) {
      says("cannot serve now (503)", fails(Reason.UNAVAILABLE, () -> wrap(kms)));
      assertTrue(((Health.Down) kms.health()).reason().endsWith("is sealed: unseal it"));
    }
  }

  @Test
  void keys_of_a_namespace_are_found_there() {
    vault.namespace = "team/one";
    try (Kms kms = byToken("namespace", "team/one/");
        Kms lost = byToken()) {
      wrap(kms);
      assertInstanceOf(Health.Up.class, kms.health());
      fails(Reason.UNEXPECTED, () -> wrap(lost));
    }
  }
}
