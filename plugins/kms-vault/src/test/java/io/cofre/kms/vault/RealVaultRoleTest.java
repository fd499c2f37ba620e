package io.cofre.kms.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A role with the policy of the operator's page and no other does all that the server needs, on a
/// real Vault: `COFRE_TEST_VAULT_ADDR`, `COFRE_TEST_VAULT_ROLE_ID`, `COFRE_TEST_VAULT_SECRET_ID`, a
/// derived key `cofre-contract`.
class RealVaultRoleTest {
  private static final Map<String, String> ENVIRONMENT = System.getenv();
  private static final KeyContext CONTEXT = KeyContext.of(Map.of("bucket", "photos"));
  private static final KeyId KEY = new KeyId("cofre-contract");
  @TempDir Path home;

  @Test
  void the_policy_suffices_and_no_more() {
    Assumptions.assumeTrue(
        ENVIRONMENT.containsKey("COFRE_TEST_VAULT_ROLE_ID"),
        "skipped: set COFRE_TEST_VAULT_ROLE_ID and COFRE_TEST_VAULT_SECRET_ID too");
    try (Kms kms =
            Vault.open(
                home,
                "endpoint",
                ENVIRONMENT.get("COFRE_TEST_VAULT_ADDR"),
                "auth",
                "approle",
                "role-id",
                ENVIRONMENT.get("COFRE_TEST_VAULT_ROLE_ID"),
                "secret-id",
                ENVIRONMENT.get("COFRE_TEST_VAULT_SECRET_ID"));
        GeneratedKey made = kms.generate(KEY, CONTEXT)) {
      assertInstanceOf(Health.Up.class, kms.health());
      WrappedKey again = kms.rewrap().orElseThrow().rewrap(made.wrapped(), CONTEXT, KEY, CONTEXT);
      try (DataKey plain = kms.unwrap(again, CONTEXT)) {
        assertEquals(made.plain(), plain);
      }
      var failure =
          assertThrows(
              KmsException.class, () -> kms.wrap(new KeyId("other"), made.plain(), CONTEXT));
      assertEquals(Reason.ACCESS_DENIED, failure.reason());
      assertTrue(failure.getMessage().contains("the policy lacks read on transit/keys/other"));
    }
  }
}
