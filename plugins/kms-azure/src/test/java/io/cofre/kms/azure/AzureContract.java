package io.cofre.kms.azure;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.tck.KmsContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The plugin keeps the rules of every KMS, wrapping by one algorithm.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AzureContract extends KmsContract {
  private static final KeyId KEY = new KeyId("cofre");
  private final String algorithm;
  @TempDir static Path home;
  private Optional<Azure> azure = Optional.empty();
  private Optional<AzureDouble> server = Optional.empty();

  AzureContract(String algorithm) {
    this.algorithm = algorithm;
  }

  @BeforeEach
  void start() throws IOException {
    if (server.isEmpty()) {
      azure = Optional.of(Azure.in(home));
      server = Optional.of(new AzureDouble(azure.get().authority()));
      try (Kms kms = open()) {
        kms.administration().orElseThrow().create(KEY);
      }
    }
  }

  @AfterAll
  void stop() {
    server.ifPresent(AzureDouble::close);
  }

  @Override
  protected Kms open() {
    return azure.orElseThrow().open(server.orElseThrow().uri(), "algorithm", algorithm);
  }

  @Override
  protected KeyId key() {
    return KEY;
  }

  @Override
  protected Optional<Kms> openUnreachable() {
    return Optional.of(azure.orElseThrow().open("https://localhost:1"));
  }

  @Override
  protected List<String> secrets() {
    return List.of(AzureDouble.SECRET);
  }
}
