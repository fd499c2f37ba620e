package io.cofre.kms.azure;

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
import io.cofre.api.plugin.PluginContext;
import io.cofre.kms.http.testing.Fault;
import io.cofre.kms.http.testing.FaultyProxy;
import io.cofre.kms.http.testing.TestAuthority;
import io.cofre.tck.fake.MemorySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong between the plugin and Azure, and what the operator is told.
class AzureFaultsTest {
  private static final KeyId KEY = new KeyId("cofre");
  @TempDir Path home;
  private Azure azure;
  private AzureDouble server;
  private Kms kms;

  @BeforeEach
  void start() throws IOException {
    azure = Azure.in(home);
    server = new AzureDouble(azure.authority());
    kms = open("algorithm", "A256GCM");
    kms.administration().orElseThrow().create(KEY);
  }

  @AfterEach
  void stop() {
    kms.close();
    server.close();
  }

  private Kms open(String... more) {
    return azure.open(server.uri(), more);
  }

  private static WrappedKey wrap(Kms kms) {
    try (DataKey key = DataKey.random()) {
      return kms.wrap(KEY, key, KeyContext.EMPTY);
    }
  }

  private static KmsException fails(Reason reason, Executable work) {
    KmsException e = assertThrows(KmsException.class, work);
    assertEquals(reason, e.reason(), e.toString());
    assertFalse(e.toString().contains(AzureDouble.SECRET), e.toString());
    assertFalse(e.toString().contains("token-"), e.toString());
    return e;
  }

  private void refuse(int status, String code, String inner, String wait) {
    server.failures.add(new Refused(status, code, inner, wait));
  }

  @Test
  void everyAnswerHasAReason() {
    record Case(int status, String code, String inner, Reason reason) {}
    for (Case c :
        List.of(
            new Case(403, "Forbidden", "ForbiddenByPolicy", Reason.ACCESS_DENIED),
            new Case(403, "Forbidden", "ForbiddenByRbac", Reason.ACCESS_DENIED),
            new Case(403, "Forbidden", "KeyDisabled", Reason.KEY_DISABLED),
            new Case(404, "KeyNotFound", "", Reason.KEY_NOT_FOUND),
            new Case(409, "Conflict", "ObjectIsDeletedButRecoverable", Reason.KEY_PENDING_DELETION),
            new Case(409, "Conflict", "ObjectIsBeingDeleted", Reason.KEY_PENDING_DELETION),
            new Case(429, "Throttled", "", Reason.THROTTLED),
            new Case(400, "BadParameter", "", Reason.UNEXPECTED),
            new Case(418, "Teapot", "", Reason.UNEXPECTED),
            new Case(500, "InternalServerError", "", Reason.UNAVAILABLE),
            new Case(503, "ServiceUnavailable", "", Reason.UNAVAILABLE))) {
      refuse(c.status, c.code, c.inner, "");
      KmsException e = fails(c.reason, () -> wrap(kms));
      String shown = c.inner.isEmpty() ? c.code : c.inner;
      assertTrue(e.getMessage().contains(shown), e.getMessage());
    }
  }

  @Test
  void throttlingCarriesTheWait() {
    refuse(429, "Throttled", "", "7");
    KmsException e = fails(Reason.THROTTLED, () -> wrap(kms));
    assertEquals(Optional.of(Duration.ofSeconds(7)), e.retryAfter());
  }

  @Test
  void eachAccountLogsIn() {
    for (var login :
        List.of(
            List.of("client-secret", "secret"),
            List.of("workload-identity", "assertion"),
            List.of("managed-identity", "machine"))) {
      server.logins.clear();
      try (Kms one =
          open("algorithm", "A256GCM", "auth", login.getFirst(), "token-file", "token")) {
        one.unwrap(wrap(one), KeyContext.EMPTY).close();
        assertEquals(List.of(login.get(1)), server.logins);
      }
    }
  }

  @Test
  void aTokenFileIsReadAtEachLogin() throws IOException {
    Files.writeString(home.resolve("token"), "an-old-token");
    try (Kms one =
        open("algorithm", "A256GCM", "auth", "workload-identity", "token-file", "token")) {
      KmsException e = fails(Reason.ACCESS_DENIED, () -> wrap(one));
      assertTrue(e.getMessage().contains("gave no token (401)"), e.getMessage());
      assertFalse(e.toString().contains("an-old-token"));
      TestAuthority.replace(home.resolve("token"), AzureDouble.ASSERTION);
      wrap(one);
    }
  }

  @Test
  void aTokenThatEndedIsReplacedAndTheCallMadeAgain() {
    var now = new AtomicReference<>(Instant.now());
    try (Kms one =
        new AzureKmsProvider()
            .open(
                MemorySettings.of(azure.settings(server.uri(), "algorithm", "A256GCM")),
                new PluginContext("main", home, now::get))) {
      wrap(one);
      server.logins.clear();
      server.forgetTokens();
      now.set(now.get().plusSeconds(60));
      wrap(one);
      assertEquals(1, server.logins.size());
    }
  }

  @Test
  void aChallengeForAnotherHostIsNotFollowed() {
    server.resource = "https://vault.example.com";
    try (Kms one = open("algorithm", "A256GCM")) {
      KmsException e = fails(Reason.UNEXPECTED, () -> wrap(one));
      assertTrue(e.getMessage().contains("not its own host"), e.getMessage());
    }
    try (Kms one = open("algorithm", "A256GCM", "resource", "https://vault.example.com")) {
      wrap(one);
    }
  }

  @Test
  void aVaultIsItsOwnHostAtAnyPort() {
    server.resource = server.uri();
    try (Kms one = open("algorithm", "A256GCM")) {
      wrap(one);
    }
    server.resource = "https://vault.example.com/localhost";
    try (Kms one = open("algorithm", "A256GCM")) {
      fails(Reason.UNEXPECTED, () -> wrap(one));
    }
  }

  @Test
  void theDirectoryIsReadAsMicrosoftsClientsReadIt() {
    for (String told :
        List.of(
            "authorization_uri=\"https://login.windows.net/tenant-1\"",
            "authorization=\"https://login.windows.net/tenant-1/\"",
            "authorization=\"https://login.windows.net/tenant-1/oauth2/authorize\"")) {
      server.login = told;
      try (Kms one = open("algorithm", "A256GCM")) {
        wrap(one);
      }
    }
  }

  @Test
  void aVaultThatNamesNoDirectoryIsToldOf() {
    server.login = "authorization=\"https://login.windows.net\"";
    try (Kms one = open("algorithm", "A256GCM")) {
      KmsException e = fails(Reason.UNEXPECTED, () -> wrap(one));
      assertTrue(e.getMessage().contains("set tenant-id"), e.getMessage());
    }
    try (Kms one = open("algorithm", "A256GCM", "tenant-id", "tenant-1")) {
      wrap(one);
    }
  }

  @Test
  void aKeyThatLeavesWhileTheyAreListedIsLeftOut() {
    var keys = kms.administration().orElseThrow();
    keys.create(new KeyId("leaving"));
    server.key("leaving").leaving = true;
    assertEquals(List.of(KEY), keys.list().stream().map(one -> one.key()).toList());
  }

  @Test
  void aWrongSecretIsDenied() {
    try (Kms one = open("client-secret", "another-secret-text")) {
      KmsException e = fails(Reason.ACCESS_DENIED, () -> wrap(one));
      assertFalse(e.toString().contains("another-secret-text"));
      assertTrue(e.getMessage().contains("AADSTS7000215"), e.getMessage());
      assertInstanceOf(Health.Down.class, one.health());
    }
  }

  @Test
  void aDisabledKeyWrapsNothingThoughTheServiceWould() {
    WrappedKey wrapped = wrap(kms);
    server.key("cofre").versions.getLast().enabled = false;
    fails(Reason.KEY_DISABLED, () -> wrap(kms));
    fails(Reason.KEY_DISABLED, () -> kms.unwrap(wrapped, KeyContext.EMPTY));
  }

  @Test
  void anExpiredKeyWrapsNothingAndStillUnwraps() {
    WrappedKey wrapped = wrap(kms);
    server.key("cofre").versions.getLast().expires = 1_700_000_001L;
    KmsException e = fails(Reason.KEY_DISABLED, () -> wrap(kms));
    assertTrue(e.getMessage().contains("expired"), e.getMessage());
    kms.unwrap(wrapped, KeyContext.EMPTY).close();
  }

  @Test
  void aWrapOfAnotherAlgorithmOrKeyIsNotAuthentic() {
    WrappedKey wrapped = wrap(kms);
    try (Kms other = open("algorithm", "A256KW")) {
      fails(Reason.NOT_AUTHENTIC, () -> other.unwrap(wrapped, KeyContext.EMPTY));
    }
    KeyId second = new KeyId("second");
    kms.administration().orElseThrow().create(second);
    fails(
        Reason.NOT_AUTHENTIC,
        () -> kms.unwrap(new WrappedKey(second, wrapped.bytes()), KeyContext.EMPTY));
  }

  @Test
  void aNameThatIsDeletedCannotBeTaken() {
    var keys = kms.administration().orElseThrow();
    keys.delete(KEY);
    fails(Reason.KEY_PENDING_DELETION, () -> keys.create(KEY));
    assertTrue(keys.list().isEmpty());
  }

  @Test
  void aVersionThatIsGoneIsNotFound() {
    WrappedKey wrapped = wrap(kms);
    kms.administration().orElseThrow().rotate(KEY);
    server.key("cofre").versions.removeFirst();
    KmsException e = fails(Reason.KEY_NOT_FOUND, () -> kms.unwrap(wrapped, KeyContext.EMPTY));
    assertTrue(e.getMessage().contains("refused to unwrap under the key cofre (404)"));
  }

  @Test
  void aListIsFollowedAtTheVaultOnly() {
    var keys = kms.administration().orElseThrow();
    for (String name : List.of("a", "b", "c", "d")) {
      keys.create(new KeyId(name));
    }
    assertEquals(5, keys.list().size());
    server.links = "https://vault.example.com";
    fails(Reason.UNEXPECTED, keys::list);
  }

  @Test
  void aBrokenNetworkIsUnavailable() throws IOException {
    try (FaultyProxy network = FaultyProxy.before(server.port());
        Kms one =
            azure.open(
                "https://localhost:" + network.port(),
                "authority",
                server.uri(),
                "algorithm",
                "A256GCM",
                "timeout",
                "1s")) {
      wrap(one);
      for (Fault fault :
          List.of(
              new Fault.Reset(),
              new Fault.Cut(20),
              new Fault.Silence(),
              new Fault.Delay(Duration.ofSeconds(4)))) {
        network.always(fault);
        fails(Reason.UNAVAILABLE, () -> wrap(one));
        assertInstanceOf(Health.Down.class, one.health());
        network.always(new Fault.None());
        wrap(one);
      }
    }
  }

  @Test
  void settingsThatCannotWorkAreRefused() {
    assertEquals("auth", refused("auth", "password"));
    assertEquals("client-id", refused("client-id", ""));
    assertEquals("endpoint", refused("endpoint", "http://vault.example.com"));
    assertEquals("algorithm", refused("algorithm", "RSA1_5"));
  }

  private String refused(String key, String text) {
    return assertThrows(InvalidSettings.class, () -> open(key, text)).key();
  }
}
