package io.cofre.kms.fortanix;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.kms.fortanix.fake.FakeDsm;
import io.cofre.kms.http.testing.DoubledKms;
import io.cofre.tck.KmsContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Fortanix DSM keeps the rules of every KMS.
class FortanixKmsContractTest extends KmsContract {
  private static final KeyId KEY = new KeyId("cofre key/1");
  @TempDir Path folder;
  private DoubledKms<FakeDsm> dsm;

  @BeforeEach
  void start() throws IOException {
    dsm = Dsm.start(folder);
    try (Kms kms = open()) {
      kms.administration().orElseThrow().create(KEY);
    }
  }

  @AfterEach
  void stop() throws IOException {
    dsm.close();
  }

  @Override
  protected Kms open() {
    return dsm.open();
  }

  @Override
  protected KeyId key() {
    return KEY;
  }

  @Override
  protected Optional<Kms> openUnreachable() {
    return Optional.of(dsm.openUnreachable());
  }

  @Override
  protected List<String> secrets() {
    return List.of(FakeDsm.API_KEY);
  }
}
