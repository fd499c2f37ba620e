package io.cofre.kms.ciphertrust;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.kms.ciphertrust.fake.FakeCipherTrust;
import io.cofre.kms.http.testing.DoubledKms;
import io.cofre.tck.KmsContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// CipherTrust keeps the rules of every KMS.
class CipherTrustKmsContractTest extends KmsContract {
  private static final KeyId KEY = new KeyId("cofre key/1");
  @TempDir Path folder;
  private DoubledKms<FakeCipherTrust> ciphertrust;

  @BeforeEach
  void start() throws IOException {
    ciphertrust = CipherTrust.start(folder);
    try (Kms kms = open()) {
      kms.administration().orElseThrow().create(KEY);
    }
  }

  @AfterEach
  void stop() throws IOException {
    ciphertrust.close();
  }

  @Override
  protected Kms open() {
    return ciphertrust.open();
  }

  @Override
  protected KeyId key() {
    return KEY;
  }

  @Override
  protected Optional<Kms> openUnreachable() {
    return Optional.of(ciphertrust.openUnreachable());
  }

  @Override
  protected List<String> secrets() {
    return List.of(FakeCipherTrust.PASSWORD);
  }
}
