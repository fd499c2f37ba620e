package io.cofre.kms.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Health;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// A token with the operator's page's policy for using keys as secrets can use them and no more, on
/// a real Vault: `COFRE_TEST_VAULT_ADDR` and `COFRE_TEST_VAULT_KV_TOKEN`, after
/// [RealKvContractTest].
class RealKvPolicyTest {
  private static final Map<String, String> ENVIRONMENT = System.getenv();
  private static final KeyContext CONTEXT = KeyContext.of(Map.of("bucket", "photos"));
  private static final KeyId KEY = new KeyId("cofre-contract");
  @TempDir Path home;

  @Test
  void the_policy_suffices_and_no_more() {
    Assumptions.assumeTrue(
        ENVIRONMENT.containsKey("COFRE_TEST_VAULT_KV_TOKEN"),
        "skipped: set COFRE_TEST_VAULT_KV_TOKEN too");
    try (Kms kms =
            Vault.open(
                home,
                "endpoint",
                ENVIRONMENT.get("COFRE_TEST_VAULT_ADDR"),
                "token",
                ENVIRONMENT.get("COFRE_TEST_VAULT_KV_TOKEN"),
                "engine",
                "kv-v2",
                "seal-transit-key",
                "cofre-sealing");
        GeneratedKey made = kms.generate(KEY, CONTEXT);
        DataKey plain = kms.unwrap(made.wrapped(), CONTEXT)) {
      assertEquals(made.plain(), plain);
      assertInstanceOf(Health.Up.class, kms.health());
      var keys = kms.administration().orElseThrow();
      denied(() -> keys.rotate(KEY));
      denied(() -> keys.create(new KeyId("cofre-policy-other")));
    }
  }

  private static void denied(Executable work) {
    var failure = assertThrows(KmsException.class, work);
    assertEquals(Reason.ACCESS_DENIED, failure.reason(), failure.getMessage());
  }
}
