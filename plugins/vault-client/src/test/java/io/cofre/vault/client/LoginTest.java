package io.cofre.vault.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.vault.client.testing.VaultDouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Logins by token, by AppRole and of Kubernetes; those by certificate are in [CertLoginTest].
class LoginTest extends Opened {

  private VaultClient byAppRole(String secret) {
    return open("auth", "approle", "role-id", "the-role", "secret-id", secret);
  }

  @Test
  void nothing_is_sent_before_the_first_call() {
    byAppRole("the-secret-id");
    assertEquals(0, vault.logins.get());
  }

  @Test
  void a_role_logs_in_once_and_renews_after_four_fifths() {
    VaultClient client = byAppRole("the-secret-id");
    use(client);
    now.set(START.plusSeconds(2879));
    use(client);
    assertEquals(0, vault.renewals.get());
    now.set(START.plusSeconds(2880));
    use(client);
    assertEquals(1, vault.renewals.get());
    assertEquals(1, vault.logins.get());
  }

  @Test
  void a_token_that_is_refused_is_replaced_and_the_call_made_once_more() {
    VaultClient client = byAppRole("the-secret-id");
    use(client);
    vault.tokens.remove("s.login-1");
    now.set(START.plusSeconds(60));
    use(client);
    assertEquals(2, vault.logins.get());
  }

  @Test
  void a_secret_that_is_wrong_is_refused_and_not_told() {
    var failure =
        fails(
            Reason.ACCESS_DENIED,
            "refused the login by approle (400): invalid role or secret ID",
            () -> use(byAppRole("wrong-one")));
    assertFalse(failure.toString().contains("wrong-one"));
  }

  @Test
  void a_secret_id_is_read_from_its_file_at_each_login() throws IOException {
    Path file = Files.writeString(home.resolve("secret"), "wrong-one\n");
    VaultClient client = open("auth", "approle", "role-id", "the-role", "secret-id-file", "secret");
    assertThrows(RuntimeException.class, () -> use(client));
    Files.writeString(file, "the-secret-id\n");
    use(client);
  }

  @Test
  void a_pod_logs_in_with_its_token_at_the_mount_that_is_set() throws IOException {
    Files.writeString(home.resolve("jwt"), "the.jwt\n");
    vault.jwt = "the.jwt";
    use(open("auth", "kubernetes", "auth-mount", "k8s", "role", "cofre", "jwt-file", "jwt"));
    assertEquals(1, vault.logins.get());
  }

  @Test
  void a_token_that_is_given_is_looked_up_and_renewed() {
    vault.tokens.put("s.given", Set.of());
    VaultClient client = open("token", "s.given");
    use(client);
    now.set(START.plusSeconds(3000));
    use(client);
    assertEquals(1, vault.renewals.get());
  }

  @Test
  void a_token_that_may_not_look_at_itself_serves() {
    vault.tokens.put("s.given", Set.of("auth/token/"));
    use(open("token", "s.given"));
  }

  @Test
  void a_token_file_is_read_again_when_the_token_is_refused() throws IOException {
    Path file = Files.writeString(home.resolve("token"), VaultDouble.ROOT);
    VaultClient client = open("token-file", "token");
    use(client);
    vault.tokens.clear();
    vault.tokens.put("s.new", Set.of());
    Files.writeString(file, "s.new\n");
    now.set(START.plusSeconds(60));
    use(client);
  }

  @Test
  void a_vault_that_is_sealed_is_unavailable_for_logins_too() {
    vault.sealed = true;
    fails(
        Reason.UNAVAILABLE,
        "cannot serve now (503): Vault is sealed",
        () -> use(byAppRole("the-secret-id")));
  }

  @Test
  void logins_may_be_in_another_namespace_than_calls() {
    vault.namespace = "team/one";
    vault.loginNamespace = Optional.of("");
    VaultClient client =
        open(
            "auth",
            "approle",
            "role-id",
            "the-role",
            "secret-id",
            "the-secret-id",
            "namespace",
            "team/one/",
            "auth-namespace",
            "/");
    use(client);
    now.set(START.plusSeconds(3000));
    use(client);
    assertEquals(1, vault.renewals.get());
    vault.loginNamespace = Optional.empty();
    use(open("token", VaultDouble.ROOT, "namespace", "team/one"));
  }

  @Test
  void settings_that_lack_something_are_refused() {
    for (String[] bad :
        new String[][] {
          {"auth", "token"},
          {"token", "s.one", "token-file", "token"},
          {"auth", "approle"},
          {"auth", "approle", "role-id", "the-role"},
          {"auth", "kubernetes"},
          {"auth", "cert"},
          {"auth", "magic"},
          {"token", "s.one", "auth-mount", "../sys"}
        }) {
      assertThrows(InvalidSettings.class, () -> open(bad), String.join(" ", bad));
    }
  }
}
