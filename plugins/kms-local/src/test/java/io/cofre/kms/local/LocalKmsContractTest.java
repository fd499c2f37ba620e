package io.cofre.kms.local;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.tck.KmsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The local KMS keeps the rules of every KMS.
class LocalKmsContractTest extends KmsContract {
  private static final KeyId KEY = new KeyId("cofre");
  @TempDir Path home;

  @BeforeEach
  void createKey() {
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
    return Local.open(home);
  }

  @Override
  protected KeyId key() {
    return KEY;
  }

  @Override
  protected Optional<Kms> openEmpty() {
    return Optional.of(Local.open(home.resolve("empty")));
  }

  @Override
  protected List<String> secrets() {
    try {
      return List.of(Files.readString(home.resolve("keys/root.key")).strip());
    } catch (IOException e) {
      throw new IllegalStateException("there is a root key", e);
    }
  }
}
