package io.cofre.kms.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Health;
import io.cofre.api.plugin.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The transit engine behind a bad network, the ways to log in, and what operators read then.
class VaultFaultsTest extends StrikeRules {

  @Override
  List<String> engine() {
    return List.of();
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
      now.set(START.plusSeconds(60));
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
      now.set(START.plusSeconds(60));
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
  void keys_of_others_are_passed_over_in_a_list() {
    vault.transit.addKey("theirs", true);
    vault.tokens.put(FakeVault.ROOT, Set.of("transit/keys/theirs"));
    try (Kms kms = byToken()) {
      var keys = kms.administration().orElseThrow().list();
      assertEquals(List.of(KEY), keys.stream().map(found -> found.key()).toList());
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
