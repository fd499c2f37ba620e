package io.cofre.vault.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Health;
import io.cofre.api.plugin.PluginContext;
import io.cofre.kms.http.testing.TestAuthority;
import io.cofre.tck.fake.MemorySettings;
import io.cofre.vault.client.testing.VaultDouble;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Logins by client certificate: who is let in, renewals, and a certificate that changes on disk.
class CertLoginTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant RENEWED = START.plusSeconds(3000);
  private static final VaultDouble.Engine NONE =
      (_, path, _) -> VaultDouble.error(404, "no handler for route \"" + path + "\"");
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final TestAuthority authority = new TestAuthority();
  private final HeldCertificate first = authority.named("cofre").serialNumber(1).build();
  private final HeldCertificate second = authority.named("cofre").serialNumber(2).build();
  @TempDir Path home;
  private VaultDouble vault;

  @BeforeEach
  void start() throws IOException {
    vault = new VaultDouble(authority.server(), NONE);
    vault.certs.addRole("cert", "machines", authority.root(), "CN=cofre");
    authority.writeRoot(home.resolve("ca.pem"));
    TestAuthority.write(first, home, "client");
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  private VaultClient open(String... more) {
    Map<String, String> all = new HashMap<>();
    all.put("endpoint", vault.uri());
    all.put("namespace", vault.namespace);
    all.put("auth", "cert");
    all.put("tls-ca", "ca.pem");
    all.put("tls-cert", "client.pem");
    all.put("tls-key", "client.key");
    all.put("timeout", "30s");
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return VaultClient.open(MemorySettings.of(all), new PluginContext("main", home, now::get));
  }

  /// The serial number of the certificate that the token in use was given for.
  private static String serial(VaultClient client) {
    return client
        .find("auth/token/lookup-self")
        .orElseThrow()
        .path("meta")
        .path("serial_number")
        .asText();
  }

  private static String serial(HeldCertificate certificate) {
    return certificate.certificate().getSerialNumber().toString();
  }

  private void refused(String words, VaultClient client) {
    var failure = assertThrows(KmsException.class, () -> serial(client));
    assertEquals(Reason.ACCESS_DENIED, failure.reason(), failure.getMessage());
    String told = "Vault at %s refused the login by cert (400): %s".formatted(vault.uri(), words);
    assertEquals(told, failure.getMessage());
    assertEquals(told, ((Health.Down) client.probe(() -> {})).reason());
    client.close();
  }

  @Test
  void a_certificate_logs_in_once_and_renews() {
    VaultClient client = open();
    assertEquals(serial(first), serial(client));
    serial(client);
    now.set(RENEWED);
    serial(client);
    assertEquals(1, vault.renewals.get());
    assertEquals(1, vault.logins.get());
    client.close();
  }

  @Test
  void a_role_that_is_named_is_the_one_that_decides() {
    vault.certs.addRole("cert", "exact", second, "");
    refused("invalid certificate or no client certificate supplied", open("role", "exact"));
    refused("invalid certificate or no client certificate supplied", open("role", "none"));
    VaultClient client = open("role", "machines");
    assertEquals(serial(first), serial(client));
    client.close();
  }

  @Test
  void a_certificate_that_no_role_takes_is_refused_in_the_words_of_vault() throws IOException {
    TestAuthority.write(authority.client("other"), home, "client");
    refused("no chain matching all constraints could be found for this login certificate", open());
    TestAuthority.write(new TestAuthority().client("cofre"), home, "client");
    refused("invalid certificate or no client certificate supplied", open());
  }

  @Test
  void a_certificate_that_does_not_arrive_is_told() throws IOException {
    vault.close();
    vault = new VaultDouble(NONE);
    vault.certs.addRole("cert", "machines", authority.root(), "");
    refused("no client certificate found", open());
  }

  @Test
  void a_method_elsewhere_is_asked_there() {
    vault.namespace = "team/one";
    vault.loginNamespace = Optional.of("team");
    vault.certs.addRole("team/machines", "machines", first, "");
    VaultClient client = open("auth-mount", "team/machines", "auth-namespace", "team");
    assertInstanceOf(Health.Up.class, client.probe(() -> {}));
    now.set(RENEWED);
    assertInstanceOf(Health.Up.class, client.probe(() -> {}));
    assertEquals(1, vault.renewals.get());
    assertEquals(1, vault.logins.get());
    client.close();
  }

  @Test
  void a_certificate_that_changed_is_shown_at_the_next_login() throws IOException {
    VaultClient client = open();
    assertEquals(serial(first), serial(client));
    TestAuthority.write(second, home, "client");
    assertEquals(serial(first), serial(client)); // the token is still good
    vault.tokens.remove("s.login-1");
    now.set(START.plusSeconds(60));
    assertEquals(serial(second), serial(client));
    assertEquals(2, vault.logins.get());
    client.close();
  }

  /// Vault binds a token to its certificate, and answers a renewal with another by 500.
  @Test
  void a_token_is_not_renewed_for_another_certificate_and_asked_for_anew() throws IOException {
    VaultClient client = open();
    serial(client);
    TestAuthority.write(second, home, "client");
    now.set(RENEWED);
    assertEquals(serial(second), serial(client));
    assertEquals(1, vault.renewals.get());
    assertEquals(2, vault.logins.get());
    client.close();
  }

  @Test
  void a_certificate_that_changed_to_one_that_is_refused_costs_no_call_before_the_token_ends()
      throws IOException {
    VaultClient client = open();
    serial(client);
    TestAuthority.write(authority.client("other"), home, "client");
    now.set(RENEWED);
    assertEquals(serial(first), serial(client));
    now.set(START.plusSeconds(3600));
    refused("no chain matching all constraints could be found for this login certificate", client);
  }

  @Test
  void a_role_that_was_removed_ends_with_its_tokens() {
    VaultClient client = open();
    serial(client);
    vault.certs.removeRole("machines");
    vault.certs.addRole("cert", "exact", second, "");
    now.set(RENEWED);
    assertEquals(serial(first), serial(client));
    now.set(START.plusSeconds(3600));
    refused("invalid certificate or no client certificate supplied", client);
  }
}
