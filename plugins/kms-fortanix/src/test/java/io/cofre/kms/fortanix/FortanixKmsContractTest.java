package io.cofre.kms.fortanix;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.kms.fortanix.fake.FakeDsm;
import io.cofre.tck.KmsContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
  private Dsm dsm;

  @BeforeEach
  void start() throws IOException {
    dsm = new Dsm(folder);
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
    try (var unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Optional.of(dsm.open("endpoint", "https://localhost:" + unused.getLocalPort()));
    } catch (IOException e) {
      throw new IllegalStateException("loopback has free ports", e);
    }
  }

  @Override
  protected List<String> secrets() {
    return List.of(FakeDsm.API_KEY);
  }
}
