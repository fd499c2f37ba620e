package io.cofre.vault.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Health;
import io.cofre.api.plugin.PluginContext;
import io.cofre.kms.http.RestApi;
import io.cofre.kms.http.testing.TestAuthority;
import io.cofre.tck.fake.MemorySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Logins by certificate at a real Vault or OpenBao: `COFRE_TEST_VAULT_ADDR` and
/// `COFRE_TEST_VAULT_TOKEN`, whose token mounts the method and makes the roles, and
/// `COFRE_TEST_VAULT_TLS_ADDR` and `COFRE_TEST_VAULT_TLS_CA`, a listener with TLS of the same one
/// and the file of its authority.
class RealVaultCertTest {
  private static final Map<String, String> ENVIRONMENT = System.getenv();
  private static final String MOUNT = "cofre-test-cert";
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final TestAuthority authority = new TestAuthority();
  private final HeldCertificate first = authority.named("cofre").serialNumber(1001).build();
  private final HeldCertificate second = authority.named("cofre").serialNumber(1002).build();
  @TempDir Path home;

  @BeforeEach
  void start() throws IOException {
    Assumptions.assumeTrue(
        ENVIRONMENT.containsKey("COFRE_TEST_VAULT_TLS_ADDR"),
        "skipped: set COFRE_TEST_VAULT_TLS_ADDR and COFRE_TEST_VAULT_TLS_CA too");
    TestAuthority.write(first, home, "client");
    VaultClient admin = admin("");
    mount(admin);
    admin.close();
  }

  private VaultClient admin(String namespace) {
    return open(
        "COFRE_TEST_VAULT_ADDR",
        Map.of(
            "namespace",
            namespace,
            "auth-namespace",
            "/",
            "token",
            ENVIRONMENT.get("COFRE_TEST_VAULT_TOKEN")));
  }

  private void mount(VaultClient admin) {
    if (!admin.find("sys/auth").orElseThrow().has(MOUNT + "/")) {
      admin.post("sys/auth/" + MOUNT, RestApi.document().put("type", "cert"));
    }
    role(admin, "machines", authority.root().certificatePem());
    role(admin, "exact", second.certificatePem());
  }

  private static void role(VaultClient admin, String name, String certificate) {
    admin.post(
        "auth/%s/certs/%s".formatted(MOUNT, name),
        RestApi.document()
            .put("certificate", certificate)
            .put("allowed_common_names", "cofre")
            .put("token_ttl", "1h"));
  }

  private VaultClient open(String address, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("timeout", "30s");
    all.put("endpoint", ENVIRONMENT.get(address));
    return VaultClient.open(MemorySettings.of(all), new PluginContext("main", home, now::get));
  }

  private VaultClient byCertificate(String role) {
    return byCertificate(role, "", "");
  }

  private VaultClient byCertificate(String role, String namespace, String loginNamespace) {
    Map<String, String> all = new HashMap<>();
    all.put("auth", "cert");
    all.put("auth-mount", MOUNT);
    all.put("auth-namespace", loginNamespace);
    all.put("namespace", namespace);
    all.put("role", role);
    all.put("tls-ca", ENVIRONMENT.get("COFRE_TEST_VAULT_TLS_CA"));
    all.put("tls-cert", "client.pem");
    all.put("tls-key", "client.key");
    return open("COFRE_TEST_VAULT_TLS_ADDR", all);
  }

  private static String told(VaultClient client, String field) {
    return client.find("auth/token/lookup-self").orElseThrow().path("meta").path(field).asText();
  }

  private static void refused(String words, VaultClient client) {
    var failure = assertThrows(KmsException.class, () -> told(client, "cert_name"));
    assertEquals(Reason.ACCESS_DENIED, failure.reason(), failure.getMessage());
    String said = " refused the login by cert (400): " + words;
    assertTrue(failure.getMessage().endsWith(said), failure.getMessage());
    client.close();
  }

  @Test
  void a_certificate_logs_in_by_its_role_and_renews() {
    VaultClient client = byCertificate("machines");
    assertEquals("machines", told(client, "cert_name"));
    assertEquals("1001", told(client, "serial_number"));
    assertInstanceOf(Health.Up.class, client.probe(() -> {}));
    now.updateAndGet(time -> time.plusSeconds(3000));
    assertEquals("1001", told(client, "serial_number"));
    client.close();
  }

  @Test
  void a_login_is_in_its_namespace_and_calls_are_in_theirs() throws IOException {
    Assumptions.assumeFalse(
        "vault".equals(ENVIRONMENT.get("COFRE_TEST_VAULT_SERVER")),
        "skipped: Vault has namespaces in its enterprise edition only");
    VaultClient root = admin("");
    root.post("sys/namespaces/" + MOUNT, RestApi.document());
    root.close();
    VaultClient atRoot = byCertificate("machines", MOUNT, "/");
    assertEquals("1001", told(atRoot, "serial_number"));
    atRoot.close();
    TestAuthority.write(second, home, "client");
    refused("invalid certificate or no client certificate supplied", byCertificate("none"));
    VaultClient below = admin(MOUNT);
    mount(below);
    below.close();
    VaultClient there = byCertificate("exact", MOUNT, MOUNT);
    assertEquals("1002", told(there, "serial_number"));
    there.close();
  }

  @Test
  void a_certificate_of_the_authority_is_not_the_one_of_a_role() {
    refused("invalid certificate or no client certificate supplied", byCertificate("exact"));
  }

  @Test
  void a_certificate_that_no_role_takes_is_refused() throws IOException {
    TestAuthority.write(authority.client("other"), home, "client");
    refused(
        "no chain matching all constraints could be found for this login certificate",
        byCertificate("machines"));
    TestAuthority.write(new TestAuthority().client("cofre"), home, "client");
    refused("invalid certificate or no client certificate supplied", byCertificate("machines"));
  }

  @Test
  void a_certificate_that_changed_is_shown_when_the_token_is_due() throws IOException {
    VaultClient client = byCertificate("machines");
    assertEquals("1001", told(client, "serial_number"));
    TestAuthority.write(second, home, "client");
    assertEquals("1001", told(client, "serial_number"));
    now.updateAndGet(time -> time.plusSeconds(3000));
    assertEquals("1002", told(client, "serial_number"));
    client.close();
  }
}
