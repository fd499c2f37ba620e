package io.cofre.kms.vault;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.tck.KmsContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/// Vault keeps the rules of every KMS, with derived keys and with those that are not.
class VaultContractTest {
  abstract static class Rules extends KmsContract {
    @TempDir Path home;
    private FakeVault vault;

    abstract boolean derived();

    abstract String server();

    @BeforeEach
    void start() throws IOException {
      vault = new FakeVault();
      vault.transit.addKey("cofre", derived());
    }

    @AfterEach
    void stop() {
      vault.close();
    }

    @Override
    protected Kms open() {
      return Vault.open(
          home,
          "endpoint",
          vault.uri(),
          "token",
          FakeVault.ROOT,
          "server",
          server(),
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
          Vault.open(home, "endpoint", "http://127.0.0.1:1", "token", "s.unreachable-token"));
    }

    @Override
    protected List<String> secrets() {
      return List.of(FakeVault.ROOT, "s.unreachable-token");
    }
  }

  @Nested
  class DerivedKey extends Rules {
    @Override
    boolean derived() {
      return true;
    }

    @Override
    String server() {
      return "vault";
    }
  }

  @Nested
  class PlainKeyOfOpenBao extends Rules {
    @Override
    boolean derived() {
      return false;
    }

    @Override
    String server() {
      return "openbao";
    }
  }
}
