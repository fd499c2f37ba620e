package io.cofre.kms.vault;

import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.tck.KmsContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A real Vault or OpenBao keeps the rules, where one is named: `COFRE_TEST_VAULT_ADDR`,
/// `COFRE_TEST_VAULT_TOKEN` and, if it is not OpenBao, `COFRE_TEST_VAULT_SERVER=vault`. A transit
/// engine must be mounted at `transit/`.
class RealVaultContractTest extends KmsContract {
  private static final KeyId KEY = new KeyId("cofre-contract");
  private static final Map<String, String> ENVIRONMENT = System.getenv();
  @TempDir Path home;

  @BeforeEach
  void createKey() {
    Assumptions.assumeTrue(
        ENVIRONMENT.containsKey("COFRE_TEST_VAULT_ADDR"),
        "skipped: set COFRE_TEST_VAULT_ADDR and COFRE_TEST_VAULT_TOKEN to test against a real"
            + " Vault");
    try (Kms kms = open()) {
      KeyAdministration keys = kms.administration().orElseThrow();
      keys.create(KEY);
    } catch (KmsException e) {
      if (e.reason() != Reason.KEY_EXISTS) {
        throw e;
      }
    }
  }

  @Override
  protected Kms open() {
    return Vault.open(
        home,
        "endpoint",
        ENVIRONMENT.get("COFRE_TEST_VAULT_ADDR"),
        "token",
        ENVIRONMENT.get("COFRE_TEST_VAULT_TOKEN"),
        "timeout",
        "30s",
        "server",
        ENVIRONMENT.getOrDefault("COFRE_TEST_VAULT_SERVER", "openbao"));
  }

  @Override
  protected Optional<Kms> openUnreachable() {
    return Optional.of(
        Vault.open(home, "endpoint", "http://127.0.0.1:1", "token", "s.unreachable-token"));
  }

  @Override
  protected List<String> secrets() {
    return List.of(ENVIRONMENT.get("COFRE_TEST_VAULT_TOKEN"), "s.unreachable-token");
  }

  @Override
  protected KeyId key() {
    return KEY;
  }
}
