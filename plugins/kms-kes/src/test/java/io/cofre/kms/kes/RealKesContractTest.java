package io.cofre.kms.kes;

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

/// A real KES server keeps the rules, where one is named: `COFRE_TEST_KES_ENDPOINT`,
/// `COFRE_TEST_KES_API_KEY` and `COFRE_TEST_KES_CA`.
class RealKesContractTest extends KmsContract {
  private static final KeyId KEY = new KeyId("cofre-contract");
  private static final Map<String, String> ENVIRONMENT = System.getenv();
  @TempDir Path home;

  @BeforeEach
  void createKey() {
    Assumptions.assumeTrue(
        ENVIRONMENT.containsKey("COFRE_TEST_KES_ENDPOINT"),
        "skipped: set COFRE_TEST_KES_ENDPOINT, COFRE_TEST_KES_API_KEY and COFRE_TEST_KES_CA to test"
            + " against a real KES");
    try (Kms kms = open()) {
      kms.administration().orElseThrow().create(KEY);
    } catch (KmsException e) {
      if (e.reason() != Reason.KEY_EXISTS) {
        throw e;
      }
    }
  }

  @Override
  protected Kms open() {
    return Kes.open(
        home,
        "endpoints",
        ENVIRONMENT.get("COFRE_TEST_KES_ENDPOINT"),
        "api-key",
        ENVIRONMENT.get("COFRE_TEST_KES_API_KEY"),
        "tls-ca",
        ENVIRONMENT.get("COFRE_TEST_KES_CA"),
        "timeout",
        "30s");
  }

  @Override
  protected Optional<Kms> openUnreachable() {
    return Optional.of(
        Kes.open(home, "endpoints", "https://127.0.0.1:1", "api-key", FakeKes.API_KEY));
  }

  @Override
  protected List<String> secrets() {
    return List.of(ENVIRONMENT.get("COFRE_TEST_KES_API_KEY"), FakeKes.API_KEY);
  }

  @Override
  protected KeyId key() {
    return KEY;
  }
}
