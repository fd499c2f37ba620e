package io.cofre.kms.azure;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.tck.KmsContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A vault that is not ours keeps the rules, where [RealAzure] finds one named.
class RealAzureContractTest extends KmsContract {
  private static final KeyId KEY = new KeyId("cofre-contract");
  @TempDir Path home;

  @BeforeEach
  void createKey() {
    RealAzure.in(home).create(KEY);
  }

  @Override
  protected Kms open() {
    return RealAzure.in(home).open();
  }

  @Override
  protected Optional<Kms> openUnreachable() {
    return Optional.of(RealAzure.in(home).open("endpoint", "https://localhost:1"));
  }

  @Override
  protected List<String> secrets() {
    return RealAzure.secrets();
  }

  @Override
  protected KeyId key() {
    return KEY;
  }
}
