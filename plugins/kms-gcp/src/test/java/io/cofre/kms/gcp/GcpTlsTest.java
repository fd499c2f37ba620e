package io.cofre.kms.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.InvalidSettings;
import io.grpc.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over TLS with an authority of the test's own: who is trusted, and with which token we come.
class GcpTlsTest {
  private static final KeyId KEY = new KeyId("cofre");
  @TempDir Path home;
  private TokenServer tokens;
  private GoogleDouble google;

  @BeforeEach
  void start() throws Exception {
    google = TlsDouble.serve(new SecretDouble(), home, "server");
    tokens = new TokenServer(home);
  }

  @AfterEach
  void stop() {
    google.close();
    tokens.close();
  }

  private Kms open(GoogleDouble server, String ca) {
    return Gcp.open(
        "secret-manager",
        server.port(),
        "endpoint",
        "https://127.0.0.1:" + server.port(),
        "tls-ca",
        home.resolve(ca).toAbsolutePath().toString(),
        "credentials-file",
        home.resolve("key.json").toAbsolutePath().toString());
  }

  @Test
  void aTokenThatExpiredInFlightIsRenewedOnceAndTheCallMadeAgain() {
    try (Kms kms = open(google, "server.pem")) {
      kms.administration().orElseThrow().create(KEY);
      kms.generate(KEY, KeyContext.EMPTY).close();
      assertEquals(1, tokens.tokens());
      google.fail(Status.UNAUTHENTICATED);
      kms.generate(KEY, KeyContext.EMPTY).close();
      assertEquals(2, tokens.tokens());
      assertEquals("Bearer token-2", google.authorizations.getLast());
      google.fail(Status.UNAUTHENTICATED);
      google.fail(Status.UNAUTHENTICATED);
      var e = assertThrows(KmsException.class, () -> kms.generate(KEY, KeyContext.EMPTY));
      assertEquals(Reason.ACCESS_DENIED, e.reason());
      assertFalse(e.getMessage().contains("token-"), e.getMessage());
    }
  }

  @Test
  void anAuthorityThatIsNotTrustedIsUnavailableUntilItsFileChanges() throws Exception {
    GoogleDouble other = TlsDouble.serve(new SecretDouble(), home, "other");
    Path ca = home.resolve("ca.pem");
    Files.copy(home.resolve("server.pem"), ca);
    try (other;
        Kms kms = open(other, "ca.pem")) {
      var e = assertThrows(KmsException.class, () -> kms.generate(KEY, KeyContext.EMPTY));
      assertEquals(Reason.UNAVAILABLE, e.reason(), e.getMessage());
      assertTrue(
          e.getMessage().contains(" has no connection that can be trusted: "), e.getMessage());
      assertTrue(other.authorizations.isEmpty());
      Files.writeString(ca, Files.readString(home.resolve("other.pem")));
      Files.setLastModifiedTime(ca, FileTime.from(Instant.now().plusSeconds(60)));
      createWithRetries(kms);
      assertFalse(other.authorizations.isEmpty());
    }
  }

  /// The channel connects again behind a call that still fails, which the platform repeats.
  private static void createWithRetries(Kms kms) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        kms.administration().orElseThrow().create(KEY);
        return;
      } catch (KmsException e) {
        if (e.reason() != Reason.UNAVAILABLE || tries == 100) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }

  @Test
  void aMissingKeyFileIsNamedAtTheFirstCall() throws Exception {
    Files.delete(home.resolve("key.json"));
    try (Kms kms = open(google, "server.pem")) {
      var e = assertThrows(KmsException.class, () -> kms.generate(KEY, KeyContext.EMPTY));
      assertEquals(Reason.ACCESS_DENIED, e.reason(), e.getMessage());
      assertTrue(e.getMessage().contains("key.json"), e.getMessage());
    }
  }

  @Test
  void aKeyThatThePlaceOfTokensRefusesIsSaidInItsWords() throws Exception {
    tokens.refuses = true;
    try (Kms kms = open(google, "server.pem")) {
      var e = assertThrows(KmsException.class, () -> kms.generate(KEY, KeyContext.EMPTY));
      assertEquals(Reason.ACCESS_DENIED, e.reason(), e.getMessage());
      assertTrue(e.getMessage().contains("credentials: 400 "), e.getMessage());
      assertTrue(e.getMessage().contains("Invalid JWT Signature."), e.getMessage());
      assertTrue(google.authorizations.isEmpty());
      tokens.refuses = false;
      kms.administration().orElseThrow().create(KEY);
    }
  }

  @Test
  void aPlaceOfTokensThatIsDownIsUnavailableAndNamed() throws Exception {
    String place = "http://127.0.0.1:" + tokens.port();
    tokens.close();
    try (Kms kms = open(google, "server.pem")) {
      var e = assertThrows(KmsException.class, () -> kms.generate(KEY, KeyContext.EMPTY));
      assertEquals(Reason.UNAVAILABLE, e.reason(), e.getMessage());
      assertTrue(e.getMessage().contains("place of tokens at " + place), e.getMessage());
    }
  }

  @Test
  void aKeyFileThatAppearsLaterIsUsed() throws Exception {
    Path elsewhere = home.resolve("elsewhere.json");
    Files.move(home.resolve("key.json"), elsewhere);
    try (Kms kms = open(google, "server.pem")) {
      assertThrows(KmsException.class, () -> kms.generate(KEY, KeyContext.EMPTY));
      assertTrue(google.authorizations.isEmpty());
      Files.move(elsewhere, home.resolve("key.json"));
      kms.administration().orElseThrow().create(KEY);
      assertEquals("Bearer token-1", google.authorizations.getLast());
    }
  }

  @Test
  void aBrokenKeyFileIsNotShown() throws Exception {
    Files.writeString(
        home.resolve("key.json"),
        "{\"type\":\"service_account\",\"private_key\":\"" + tokens.keyText);
    try (Kms kms = open(google, "server.pem")) {
      var e = assertThrows(KmsException.class, () -> kms.generate(KEY, KeyContext.EMPTY));
      assertFalse(e.toString().contains(tokens.keyText.substring(0, 24)), e.toString());
    }
  }

  @Test
  void plaintextIsForThisHostOnly() {
    for (String uri : List.of("http://kms.example.com", "ftp://127.0.0.1", "https:///")) {
      var e =
          assertThrows(
              InvalidSettings.class, () -> Gcp.open("cloud-kms", 1, "endpoint", uri).close());
      assertEquals("endpoint", e.key());
    }
  }
}
