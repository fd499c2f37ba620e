package io.cofre.kms.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.kms.http.testing.Fault;
import io.cofre.kms.http.testing.FaultyProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// Logins, tokens that end, refusals, a bad network, and what operators read then.
class VaultFaultsTest {
  private static final KeyId KEY = new KeyId("cofre");
  private static final KeyContext CONTEXT = KeyContext.of(Map.of("bucket", "photos"));
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  @TempDir Path home;
  private FakeVault vault;
  private FaultyProxy network;

  @BeforeEach
  void start() throws IOException {
    vault = new FakeVault();
    vault.transit.addKey("cofre", true);
    network = FaultyProxy.before(vault.port());
  }

  @AfterEach
  void stop() throws IOException {
    network.close();
    vault.close();
  }

  private Kms byToken(String... more) {
    return open("token", FakeVault.ROOT, more);
  }

  private Kms byAppRole() {
    return open("auth", "approle", "role-id", "the-role", "secret-id", "the-secret-id");
  }

  private Kms open(String key, String text, String... more) {
    String[] all = java.util.Arrays.copyOf(more, more.length + 6);
    String[] own = {
      "endpoint", "http://127.0.0.1:" + network.port(), "timeout", "400ms", key, text
    };
    System.arraycopy(own, 0, all, more.length, own.length);
    return Vault.open(home, now::get, all);
  }

  private static WrappedKey wrap(Kms kms) {
    try (DataKey key = DataKey.random()) {
      return kms.wrap(KEY, key, CONTEXT);
    }
  }

  private static KmsException fails(Reason reason, Executable work) {
    var failure = assertThrows(KmsException.class, work);
    assertEquals(reason, failure.reason(), failure.getMessage());
    assertFalse(failure.toString().contains(FakeVault.ROOT), failure.toString());
    assertFalse(failure.toString().contains("the-secret-id"), failure.toString());
    return failure;
  }

  private void says(String words, KmsException failure) {
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
      now.set(Instant.EPOCH.plusSeconds(3000));
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
      now.set(Instant.EPOCH.plusSeconds(60));
      wrap(kms);
      assertEquals(2, vault.logins.get());
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
  void a_pod_logs_in_with_its_token_as_the_file_holds_it_then() throws IOException {
    Path jwt = Files.writeString(home.resolve("jwt"), "first.jwt\n");
    vault.jwt = "first.jwt";
    try (Kms kms =
        open("auth", "kubernetes", "auth-mount", "k8s", "role", "cofre", "jwt-file", "jwt")) {
      wrap(kms);
      Files.writeString(jwt, "second.jwt");
      vault.jwt = "second.jwt";
      vault.tokens.clear();
      now.set(Instant.EPOCH.plusSeconds(60));
      wrap(kms);
      assertEquals(2, vault.logins.get());
    }
  }

  @Test
  void a_token_file_is_read_again_when_the_token_ended() throws IOException {
    Path file = Files.writeString(home.resolve("token"), FakeVault.ROOT + "\n");
    try (Kms kms = open("token-file", file.toString())) {
      wrap(kms);
      vault.tokens.clear();
      vault.tokens.put("s.new", Set.of());
      Files.writeString(file, "s.new\n");
      now.set(Instant.EPOCH.plusSeconds(60));
      wrap(kms);
    }
  }

  @Test
  void a_policy_that_lacks_a_path_is_told_with_the_path() {
    vault.tokens.put(FakeVault.ROOT, Set.of("transit/encrypt/"));
    try (Kms kms = byToken()) {
      says(
          "refused the token (403): the policy lacks update on transit/encrypt/cofre",
          fails(Reason.ACCESS_DENIED, () -> wrap(kms)));
      assertEquals(
          "Vault at http://127.0.0.1:%d: the policy lacks update on transit/encrypt/cofre"
              .formatted(network.port()),
          ((Health.Down) kms.health()).reason());
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
  void a_bad_network_is_unavailable_and_no_call_is_repeated() {
    try (Kms kms = byToken()) {
      WrappedKey wrapped = wrap(kms);
      int before = network.requests();
      network
          .next(new Fault.Reset())
          .next(new Fault.Cut(30))
          .next(new Fault.Delay(Duration.ofSeconds(2)));
      for (int i = 0; i < 3; i++) {
        says(
            "/v1/transit/decrypt/cofre",
            fails(Reason.UNAVAILABLE, () -> kms.unwrap(wrapped, CONTEXT)));
      }
      kms.unwrap(wrapped, CONTEXT).close();
      assertEquals(before + 4, network.requests());
    }
  }

  @Test
  void a_storm_is_throttled_with_its_wait_or_unavailable() {
    try (Kms kms = byToken()) {
      wrap(kms);
      network.closeConnections();
      network
          .next(Fault.Instead.status(429, "3", "{\"errors\":[\"request path quota exceeded\"]}"))
          .next(Fault.Instead.status(503, "", "not json"))
          .next(Fault.Instead.status(418, "", "{}"));
      var failure = throttled(kms);
      assertEquals(Duration.ofSeconds(3), failure.retryAfter().orElseThrow());
      fails(Reason.UNAVAILABLE, () -> wrap(kms));
      fails(Reason.UNEXPECTED, () -> wrap(kms));
      wrap(kms);
    }
  }

  /// The connection that was closed may cost one call first.
  private static KmsException throttled(Kms kms) {
    var failure = assertThrows(KmsException.class, () -> wrap(kms));
    return failure.reason() == Reason.THROTTLED
        ? failure
        : fails(Reason.THROTTLED, () -> wrap(kms));
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

  @Test
  void encrypting_never_makes_a_key() {
    try (Kms kms = byToken()) {
      var keys = kms.administration().orElseThrow();
      KeyId gone = keys.create(new KeyId("gone")).key();
      try (DataKey key = DataKey.random()) {
        kms.wrap(gone, key, CONTEXT);
        keys.delete(gone);
        fails(Reason.KEY_NOT_FOUND, () -> kms.wrap(gone, key, CONTEXT));
        fails(Reason.KEY_NOT_FOUND, () -> kms.wrap(new KeyId("../sys/mounts"), key, CONTEXT));
      }
      assertEquals(1, keys.list().size());
    }
  }

  @Test
  void settings_that_cannot_work_are_refused() {
    for (String[] bad :
        new String[][] {
          {"auth", "approle"},
          {"auth", "kubernetes"},
          {"auth", "cert"},
          {"auth", "magic"},
          {"mount", "../sys"}
        }) {
      assertThrows(InvalidSettings.class, () -> byToken(bad).close(), bad[1]);
    }
    assertThrows(InvalidSettings.class, () -> open("auth", "token").close());
  }
}
