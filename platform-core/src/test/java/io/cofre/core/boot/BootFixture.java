package io.cofre.core.boot;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.kms.KeyId;
import io.cofre.core.config.CofreConfig;
import io.cofre.core.config.ConfigInput;
import io.cofre.core.config.ConfigLoader;
import io.cofre.core.config.ConfigOutcome;
import io.cofre.core.object.Foundation;
import io.cofre.core.object.ObjectRoom;
import io.cofre.core.object.ObjectSettings;
import io.cofre.core.seal.KeySource;
import io.cofre.core.seal.Layout;
import io.cofre.core.seal.ObjectKeys;
import io.cofre.core.seal.SealedBodies;
import io.cofre.tck.fake.JdkAesGcm;
import io.cofre.tck.fake.MemoryBlobStore;
import io.cofre.tck.fake.MemoryKms;
import io.cofre.tck.fake.MemoryMetadataStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.io.TempDir;

/// Configurations in a folder of their own, and a store in memory.
abstract class BootFixture {
  @TempDir Path folder;

  ConfigInput input(String yaml, Map<String, String> environment) throws IOException {
    Path file = folder.resolve("cofre.yaml");
    Files.writeString(file, yaml);
    return new ConfigInput(folder, folder, Optional.of(file), environment, Map.of());
  }

  CofreConfig config(String yaml) throws IOException {
    return Assertions.assertInstanceOf(
            ConfigOutcome.Loaded.class, ConfigLoader.load(input(yaml, Map.of())))
        .config();
  }

  static ObjectRoom room() throws IOException {
    return room(new MemoryKms());
  }

  static ObjectRoom room(MemoryKms kms) throws IOException {
    Map<String, CipherProvider> ciphers = Map.of("AES-256-GCM", new JdkAesGcm());
    ObjectKeys keys = new ObjectKeys(KeySource.of(Map.of("main", kms)), "main", new KeyId("cofre"));
    Foundation base =
        new Foundation(
            MemoryMetadataStore.repeatingWork(),
            new MemoryBlobStore(),
            keys,
            new SealedBodies(ciphers, new Layout(1, "AES-256-GCM", 4096)),
            ciphers,
            Clock.systemUTC());
    return ObjectRoom.open(base, ObjectSettings.DEFAULT);
  }
}
