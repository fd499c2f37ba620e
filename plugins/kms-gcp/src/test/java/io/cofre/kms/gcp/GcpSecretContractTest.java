package io.cofre.kms.gcp;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.tck.KmsContract;
import io.grpc.InsecureServerCredentials;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// Secret Manager keeps the rules of every KMS, against Google's service base.
class GcpSecretContractTest extends KmsContract {
  private static final KeyId KEY = new KeyId(Gcp.PROJECT + "/secrets/cofre");
  private static GoogleDouble google;

  @BeforeAll
  static void start() throws IOException {
    google = new GoogleDouble(InsecureServerCredentials.create(), new SecretDouble());
    try (Kms kms = Gcp.open("secret-manager", google.port())) {
      kms.administration().orElseThrow().create(KEY);
    }
  }

  @AfterAll
  static void stop() {
    google.close();
  }

  @Override
  protected Kms open() {
    return Gcp.open("secret-manager", google.port());
  }

  @Override
  protected KeyId key() {
    return KEY;
  }

  @Override
  protected Optional<Kms> openUnreachable() {
    return Optional.of(Gcp.open("secret-manager", Gcp.freePort()));
  }
}
