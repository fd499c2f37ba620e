package io.cofre.kms.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What any release wrote is read for ever: files that were written once and never again.
///
/// Each folder of the corpus has a folder of keys, a backup of it, and `wrapped.properties`: for
/// each wrapped key its name, version, bytes, and the data key, as a passphrase and a root key of
/// tests protect nothing.
class LocalCorpusTest {
  private static final Path CORPUS = Path.of("src/test/corpus");
  private static final String PASSPHRASE = "the passphrase of the corpus";
  private static final Secret OF_BACKUP = Secret.of("the backup of the corpus");
  private static final KeyContext CONTEXT =
      KeyContext.of(Map.of("bucket", "corpus", "key", "ключ", "version", "1"));
  @TempDir Path home;

  private record Sample(WrappedKey wrapped, String plain) {}

  private static List<Sample> samples(Path folder) throws IOException {
    Properties all = new Properties();
    try (var in = Files.newBufferedReader(folder.resolve("wrapped.properties"))) {
      all.load(in);
    }
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; all.containsKey("key." + i); i++) {
      samples.add(
          new Sample(
              new WrappedKey(
                  new KeyId(all.getProperty("key." + i)),
                  all.getProperty("version." + i),
                  HexFormat.of().parseHex(all.getProperty("wrapped." + i))),
              all.getProperty("plain." + i)));
    }
    assertTrue(samples.size() >= 3, () -> "few samples in " + folder);
    return samples;
  }

  private static void opens(Kms kms, List<Sample> samples) {
    for (Sample sample : samples) {
      try (DataKey plain = kms.unwrap(sample.wrapped(), CONTEXT)) {
        assertEquals(sample.plain(), plain.use(HexFormat.of()::formatHex));
      }
    }
  }

  private static String[] settings(Path folder) {
    return folder.getFileName().toString().startsWith("passphrase")
        ? new String[] {"root-passphrase", PASSPHRASE}
        : new String[0];
  }

  private static List<Path> folders() throws IOException {
    try (Stream<Path> all = Files.list(CORPUS)) {
      return all.sorted().toList();
    }
  }

  @Test
  void everyFolderOpens() throws IOException {
    for (Path folder : folders()) {
      Path copy = copied(folder);
      try (Kms kms = Local.open(copy, settings(folder))) {
        opens(kms, samples(folder));
      }
    }
  }

  @Test
  void everyBackupComesBack() throws IOException {
    for (Path folder : folders()) {
      Path backup = folder.resolve("keys.backup");
      try (Kms kms = Local.open(home.resolve("from-" + folder.getFileName()))) {
        kms.backup().orElseThrow().restore(Files.readAllBytes(backup), OF_BACKUP, false);
        opens(kms, samples(folder));
      }
    }
  }

  /// A version control system keeps no modes.
  private Path copied(Path folder) throws IOException {
    Path copy = home.resolve(folder.getFileName().toString());
    Files.createDirectories(copy.resolve("keys"));
    try (Stream<Path> files = Files.list(folder.resolve("keys"))) {
      for (Path file : files.toList()) {
        Path to = copy.resolve("keys").resolve(file.getFileName().toString());
        Files.copy(file, to);
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
      }
    }
    return copy;
  }

  /// How the committed folders were made: with `-Dcofre.corpus.write=true` where one is missing.
  /// Layout 1 is what was written before wraps were counted.
  @Test
  void theCorpusIsThere() throws IOException {
    if (Boolean.getBoolean("cofre.corpus.write")) {
      write(CORPUS.resolve("rootkey-layout2"));
      write(CORPUS.resolve("passphrase-layout2"));
      writeLayout1(CORPUS.resolve("rootkey-layout1"));
    }
    assertEquals(
        List.of("passphrase-layout2", "rootkey-layout1", "rootkey-layout2"),
        folders().stream().map(folder -> folder.getFileName().toString()).toList());
  }

  private static void write(Path folder) throws IOException {
    if (Files.exists(folder)) {
      return;
    }
    Properties all = new Properties();
    try (Kms kms = Local.open(folder, settings(folder))) {
      var keys = kms.administration().orElseThrow();
      keys.create(new KeyId("cofre"));
      add(kms, all, "cofre");
      keys.rotate(new KeyId("cofre"));
      add(kms, all, "cofre");
      keys.create(new KeyId("Ключ/2"));
      add(kms, all, "Ключ/2");
      keys.create(new KeyId("deleted"));
      keys.delete(new KeyId("deleted"));
      finish(kms, folder, all);
    }
  }

  private static void writeLayout1(Path folder) throws IOException {
    if (Files.exists(folder)) {
      return;
    }
    write(folder);
    RootKey root = new RootSource.InFile(folder.resolve("keys/root.key"), "root-key-file").fresh();
    for (Path file : PrivateFiles.keyFiles(folder.resolve("keys"))) {
      SealedFile sealed = SealedFile.read(file);
      try {
        KeyRecord key = KeyRecord.decode(sealed.open(root));
        SealedFile.write(file, root, LocalLimitTest.layout1(key));
      } catch (java.security.GeneralSecurityException e) {
        throw new IllegalStateException("it was sealed a moment ago", e);
      }
    }
  }

  private static void add(Kms kms, Properties all, String key) throws KmsException {
    try (DataKey data = DataKey.random()) {
      WrappedKey wrapped = kms.wrap(new KeyId(key), data, CONTEXT);
      int at = all.size() / 4;
      all.setProperty("key." + at, key);
      all.setProperty("version." + at, wrapped.version());
      all.setProperty("wrapped." + at, HexFormat.of().formatHex(wrapped.bytes()));
      all.setProperty("plain." + at, data.use(HexFormat.of()::formatHex));
    }
  }

  private static void finish(Kms kms, Path folder, Properties all) throws IOException {
    Files.write(folder.resolve("keys.backup"), kms.backup().orElseThrow().export(OF_BACKUP));
    try (var out = Files.newBufferedWriter(folder.resolve("wrapped.properties"))) {
      all.store(out, "Wrapped keys of the corpus, with the data keys they hold.");
    }
    Files.deleteIfExists(folder.resolve("keys/.lock"));
  }
}
