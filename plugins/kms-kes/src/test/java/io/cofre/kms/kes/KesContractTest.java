package io.cofre.kms.kes;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.kms.http.testing.TestAuthority;
import io.cofre.tck.KmsContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// KES keeps the rules of every KMS.
class KesContractTest extends KmsContract {
  @TempDir Path home;
  private FakeKes kes;

  @BeforeEach
  void start() throws Exception {
    var authority = new TestAuthority();
    authority.writeRoot(home.resolve("ca.pem"));
    kes = new FakeKes(authority, new ConcurrentHashMap<>(Map.of("cofre", new byte[32])));
  }

  @AfterEach
  void stop() {
    kes.close();
  }

  @Override
  protected Kms open() {
    return Kes.open(
        home,
        "endpoints",
        kes.uri(),
        "api-key",
        FakeKes.API_KEY,
        "tls-ca",
        "ca.pem",
        "timeout",
        "30s");
  }

  @Override
  protected KeyId key() {
    return new KeyId("cofre");
  }

  @Override
  protected Optional<Kms> openUnreachable() {
    return Optional.of(
        Kes.open(home, "endpoints", "https://127.0.0.1:1", "api-key", FakeKes.API_KEY));
  }

  @Override
  protected List<String> secrets() {
    return List.of(FakeKes.API_KEY, FakeKes.API_KEY.substring(7));
  }
}
