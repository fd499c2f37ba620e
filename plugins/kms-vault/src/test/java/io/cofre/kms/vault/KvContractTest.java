package io.cofre.kms.vault;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.tck.KmsContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/// Both versions of the KV engine keep the rules of every KMS, with both seals.
class KvContractTest {
  static final String SEAL_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  abstract static class Rules extends KmsContract {
    private static final KeyId KEY = new KeyId("cofre-contract");
    @TempDir Path home;
    private FakeVault vault;

    abstract List<String> engine();

    @BeforeEach
    void start() throws IOException {
      vault = new FakeVault();
      vault.transit.addKey("sealing", true);
      try (Kms kms = open()) {
        kms.administration().orElseThrow().create(KEY);
      }
    }

    @AfterEach
    void stop() {
      vault.close();
    }

    private Kms at(String endpoint, String token) {
      Stream<String> own = Stream.of("endpoint", endpoint, "token", token, "timeout", "30s");
      return Vault.open(home, Stream.concat(own, engine().stream()).toArray(String[]::new));
    }

    @Override
    protected Kms open() {
      return at(vault.uri(), FakeVault.ROOT);
    }

    @Override
    protected KeyId key() {
      return KEY;
    }

    @Override
    protected Optional<Kms> openUnreachable() {
      return Optional.of(at("http://127.0.0.1:1", "s.unreachable-token"));
    }

    @Override
    protected List<String> secrets() {
      return List.of(FakeVault.ROOT, "s.unreachable-token", SEAL_KEY);
    }
  }

  @Nested
  class Version2SealedByTransit extends Rules {
    @Override
    List<String> engine() {
      return List.of("engine", "kv-v2", "seal-transit-key", "sealing");
    }
  }

  @Nested
  class Version2SealedHere extends Rules {
    @Override
    List<String> engine() {
      return List.of("engine", "kv-v2", "folder", "team/cofre", "seal-key", SEAL_KEY);
    }
  }

  @Nested
  class Version1SealedByTransit extends Rules {
    @Override
    List<String> engine() {
      return List.of("engine", "kv-v1", "mount", "kv1", "seal-transit-key", "sealing");
    }
  }

  @Nested
  class Version1SealedHere extends Rules {
    @Override
    List<String> engine() {
      return List.of("engine", "kv-v1", "mount", "kv1", "seal-key", SEAL_KEY);
    }
  }
}
