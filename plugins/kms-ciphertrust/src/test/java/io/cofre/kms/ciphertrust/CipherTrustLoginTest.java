package io.cofre.kms.ciphertrust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Health;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.kms.ciphertrust.fake.FakeCipherTrust;
import io.cofre.kms.http.testing.DoubledKms;
import io.cofre.kms.http.testing.TestAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tokens are short-lived, and nobody notices.
class CipherTrustLoginTest {
  private static final KeyId KEY = new KeyId("cofre");
  private static final KeyContext NONE = KeyContext.EMPTY;
  @TempDir Path folder;
  private DoubledKms<FakeCipherTrust> ciphertrust;

  @BeforeEach
  void start() throws IOException {
    ciphertrust = CipherTrust.start(folder);
    try (Kms kms = ciphertrust.open()) {
      kms.administration().orElseThrow().create(KEY);
    }
  }

  @AfterEach
  void stop() throws IOException {
    ciphertrust.close();
  }

  private int granted(String type) {
    return ciphertrust.fake().tokens().granted(type);
  }

  @Test
  void a_token_is_renewed_with_the_refresh_token_and_not_with_the_password() {
    try (Kms kms = ciphertrust.open()) {
      kms.generate(KEY, NONE).close();
      int passwords = granted("password");
      for (int i = 0; i < 3; i++) {
        ciphertrust.pass(Duration.ofSeconds(250)); // of 300
        kms.generate(KEY, NONE).close();
      }
      assertEquals(passwords, granted("password"));
      assertTrue(granted("refresh_token") >= 3, () -> granted("refresh_token") + " renewals");
    }
  }

  @Test
  void when_the_refresh_token_was_revoked_the_password_is_sent_again() {
    try (Kms kms = ciphertrust.open()) {
      kms.generate(KEY, NONE).close();
      int passwords = granted("password");
      ciphertrust.fake().tokens().revoke();
      ciphertrust.pass(Duration.ofSeconds(250));
      kms.generate(KEY, NONE).close();
      assertEquals(passwords + 1, granted("password"));
    }
  }

  @Test
  void a_token_that_ends_early_is_renewed_once_and_the_call_made_again() {
    try (Kms kms = ciphertrust.open()) {
      kms.generate(KEY, NONE).close();
      int passwords = granted("password");
      ciphertrust.pass(Duration.ofSeconds(30));
      ciphertrust.fake().tokens().expire();
      kms.generate(KEY, NONE).close();
      assertEquals(passwords + 1, granted("password"));
    }
  }

  @Test
  void a_wrong_password_is_denied_and_told_by_health() {
    try (Kms kms = ciphertrust.open("password", "wrong-and-secret")) {
      String message = denied(kms);
      assertTrue(
          message.startsWith("CipherTrust at https://localhost:")
              && message.contains("refused the login (401: ")
              && message.contains("Wrong username or password."),
          message);
      assertTrue(!message.contains("wrong-and-secret"), message);
      assertEquals(message, assertInstanceOf(Health.Down.class, kms.health()).reason());
    }
  }

  private static String denied(Kms kms) {
    var e = assertThrows(KmsException.class, () -> kms.generate(KEY, NONE));
    assertEquals(Reason.ACCESS_DENIED, e.reason());
    return e.getMessage();
  }

  @Test
  void logs_in_with_a_refresh_token() {
    try (Kms kms =
        ciphertrust.open(
            "auth", "refresh-token",
            "refresh-token", FakeCipherTrust.REFRESH_TOKEN,
            "username", "",
            "password", "")) {
      kms.generate(KEY, NONE).close();
      ciphertrust.pass(Duration.ofSeconds(301));
      kms.generate(KEY, NONE).close();
      assertInstanceOf(Health.Up.class, kms.health());
    }
  }

  @Test
  void logs_in_with_a_client_certificate() throws IOException {
    TestAuthority.write(ciphertrust.authority().client("cofre"), folder, "client");
    try (Kms kms =
        ciphertrust.open(
            "auth", "certificate",
            "client-id", FakeCipherTrust.CLIENT,
            "tls-cert", "client.pem",
            "tls-key", "client.key")) {
      kms.generate(KEY, NONE).close();
      ciphertrust.pass(Duration.ofSeconds(301));
      kms.generate(KEY, NONE).close();
    }
  }

  @Test
  void a_client_that_is_not_registered_is_denied() throws IOException {
    TestAuthority.write(ciphertrust.authority().client("cofre"), folder, "client");
    try (Kms kms =
        ciphertrust.open(
            "auth", "certificate",
            "client-id", "another",
            "tls-cert", "client.pem",
            "tls-key", "client.key")) {
      assertTrue(denied(kms).contains("Invalid Client"));
    }
  }

  @Test
  void each_domain_has_keys_of_its_own() {
    try (Kms root = ciphertrust.open();
        Kms storage = ciphertrust.open("domain", "storage");
        var made = root.generate(KEY, NONE)) {
      var e = assertThrows(KmsException.class, () -> storage.unwrap(made.wrapped(), NONE));
      assertEquals(Reason.KEY_NOT_FOUND, e.reason());
      storage.administration().orElseThrow().create(KEY);
      assertEquals(
          Reason.NOT_AUTHENTIC,
          assertThrows(KmsException.class, () -> storage.unwrap(made.wrapped(), NONE)).reason());
      ciphertrust.pass(Duration.ofSeconds(250)); // the refresh token stays in the domain
      storage.generate(KEY, NONE).close();
    }
  }

  @Test
  void a_user_is_looked_for_in_the_domain_that_is_named_and_in_the_first_without_one() {
    try (Kms storage = ciphertrust.open("domain", "storage", "auth-domain", "storage")) {
      assertTrue(denied(storage).contains("Wrong username or password."));
    }
  }

  @Test
  void settings_that_cannot_work_are_named() {
    assertEquals("auth", refused("auth", "kerberos"));
    assertEquals("username", refused("username", ""));
    assertEquals("password", refused("password", ""));
    assertEquals("refresh-token", refused("auth", "refresh-token"));
    assertEquals("tls-cert", refused("auth", "certificate", "client-id", "c"));
    assertEquals("domain", refused("auth", "certificate", "client-id", "c", "domain", "storage"));
    assertEquals("endpoint", refused("endpoint", "http://cm.example.com"));
    assertEquals("tls-ca", refused("tls-ca", "missing.pem"));
  }

  private String refused(String... settings) {
    return assertThrows(InvalidSettings.class, () -> ciphertrust.open(settings).close()).key();
  }
}
