package io.cofre.kms.vault;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.tck.KmsContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/// The KV engines of a real Vault or OpenBao keep the rules, where one is named as for
/// [RealVaultContractTest]. Version 2 must be mounted at `secret/`, version 1 at `kv1/`.
class RealKvContractTest {
  private static final Map<String, String> ENVIRONMENT = System.getenv();

  abstract static class Rules extends KmsContract {
    private static final KeyId KEY = new KeyId("cofre-contract");
    private static final KeyId SEALING = new KeyId("cofre-sealing");
    @TempDir Path home;

    abstract List<String> engine();

    @BeforeEach
    void createKeys() {
      Assumptions.assumeTrue(
          ENVIRONMENT.containsKey("COFRE_TEST_VAULT_ADDR"),
          "skipped: set COFRE_TEST_VAULT_ADDR and COFRE_TEST_VAULT_TOKEN to test against a real"
              + " Vault");
      createIn(List.of("engine", "transit"), SEALING);
      createIn(engine(), KEY);
    }

    private void createIn(List<String> engine, KeyId key) {
      try (Kms kms = open(engine)) {
        kms.administration().orElseThrow().create(key);
      } catch (KmsException e) {
        if (e.reason() != Reason.KEY_EXISTS) {
          throw e;
        }
      }
    }

    private Kms open(List<String> engine) {
      return at(
          ENVIRONMENT.get("COFRE_TEST_VAULT_ADDR"),
          ENVIRONMENT.get("COFRE_TEST_VAULT_TOKEN"),
          engine);
    }

    private Kms at(String endpoint, String token, List<String> engine) {
      List<String> all = new ArrayList<>(engine);
      all.addAll(List.of("endpoint", endpoint, "token", token, "timeout", "30s"));
      return Vault.open(home, all.toArray(String[]::new));
    }

    @Override
    protected Kms open() {
      return open(engine());
    }

    @Override
    protected Optional<Kms> openUnreachable() {
      return Optional.of(at("http://127.0.0.1:1", "s.unreachable-token", engine()));
    }

    @Override
    protected List<String> secrets() {
      return List.of(
          ENVIRONMENT.get("COFRE_TEST_VAULT_TOKEN"),
          "s.unreachable-token",
          KvContractTest.SEAL_KEY);
    }

    @Override
    protected KeyId key() {
      return KEY;
    }
  }

  @Nested
  class Version2SealedByTransit extends Rules {
    @Override
    List<String> engine() {
      return List.of("engine", "kv-v2", "seal-transit-key", "cofre-sealing");
    }
  }

  @Nested
  class Version1SealedHere extends Rules {
    @Override
    List<String> engine() {
      return List.of("engine", "kv-v1", "mount", "kv1", "seal-key", KvContractTest.SEAL_KEY);
    }
  }
}
