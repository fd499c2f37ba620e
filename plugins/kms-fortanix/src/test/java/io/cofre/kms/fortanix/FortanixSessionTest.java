package io.cofre.kms.fortanix;

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
import io.cofre.kms.fortanix.fake.FakeDsm;
import io.cofre.kms.http.testing.DoubledKms;
import io.cofre.kms.http.testing.LocalServer.Reply;
import io.cofre.kms.http.testing.TestAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions end, and nobody notices.
class FortanixSessionTest {
  private static final KeyId KEY = new KeyId("cofre");
  private static final KeyContext NONE = KeyContext.EMPTY;
  @TempDir Path folder;
  private DoubledKms<FakeDsm> dsm;

  @BeforeEach
  void start() throws IOException {
    dsm = Dsm.start(folder);
    try (Kms kms = dsm.open()) {
      kms.administration().orElseThrow().create(KEY);
    }
  }

  @AfterEach
  void stop() throws IOException {
    dsm.close();
  }

  private int logins() {
    return dsm.fake().sessions().logins();
  }

  @Test
  void one_login_serves_until_the_session_nears_its_end() {
    try (Kms kms = dsm.open()) {
      int before = logins();
      for (int i = 0; i < 3; i++) {
        kms.generate(KEY, NONE).close();
      }
      assertEquals(before + 1, logins());
      dsm.pass(Duration.ofSeconds(500)); // of 600
      kms.generate(KEY, NONE).close();
      assertTrue(logins() > before + 1, () -> logins() + " logins");
    }
  }

  @Test
  void a_session_that_ends_early_is_made_again_once_and_the_call_too() {
    for (int status : new int[] {401, 403}) {
      try (Kms kms = dsm.open()) {
        kms.generate(KEY, NONE).close();
        int before = logins();
        dsm.pass(Duration.ofSeconds(30));
        dsm.fake().sessions().expire();
        if (status == 403) {
          dsm.next(Reply.text(403, "session has expired"));
        }
        kms.generate(KEY, NONE).close();
        assertEquals(before + 1, logins());
      }
    }
  }

  @Test
  void a_wrong_api_key_is_denied_and_told_by_health() {
    try (Kms kms = dsm.open("api-key", "d3Jvbmc6c2VjcmV0")) {
      var e = assertThrows(KmsException.class, () -> kms.generate(KEY, NONE));
      assertEquals(Reason.ACCESS_DENIED, e.reason());
      assertTrue(
          e.getMessage().startsWith("Fortanix DSM at https://localhost:")
              && e.getMessage().contains("refused the login (401: Invalid credentials)"),
          e.getMessage());
      assertTrue(!e.getMessage().contains("d3Jvbmc"), e.getMessage());
      assertEquals(e.getMessage(), assertInstanceOf(Health.Down.class, kms.health()).reason());
    }
  }

  @Test
  void an_app_logs_in_with_its_certificate() throws IOException {
    TestAuthority.write(dsm.authority().client("cofre"), folder, "client");
    String[] settings = {
      "api-key", "", "app-id", FakeDsm.APP, "tls-cert", "client.pem", "tls-key", "client.key"
    };
    try (Kms kms = dsm.open(settings)) {
      kms.generate(KEY, NONE).close();
      assertInstanceOf(Health.Up.class, kms.health());
    }
  }

  @Test
  void settings_that_cannot_work_are_named() {
    assertEquals("api-key", refused("api-key", ""));
    assertEquals("api-key", refused("app-id", FakeDsm.APP));
    assertEquals("tls-cert", refused("api-key", "", "app-id", FakeDsm.APP));
    assertEquals("endpoint", refused("endpoint", "http://eu.smartkey.io"));
  }

  private String refused(String... settings) {
    return assertThrows(InvalidSettings.class, () -> dsm.open(settings).close()).key();
  }
}
