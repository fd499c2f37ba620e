package io.cofre.kms.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import io.cofre.api.plugin.InvalidSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the local KMS leaves on disk, and what it refuses to work with.
class LocalKmsFilesTest {
  private static final KeyId KEY = new KeyId("cofre");
  private static final KeyContext CONTEXT = KeyContext.EMPTY;
  @TempDir Path home;

  private static KeyAdministration administration(Kms kms) {
    return kms.administration().orElseThrow();
  }

  private WrappedKey wrapped(Kms kms, DataKey key) {
    administration(kms).create(KEY);
    return kms.wrap(KEY, key, CONTEXT);
  }

  /// Open, create a key, close.
  private void withKey(String... settings) {
    try (Kms kms = Local.open(home, settings)) {
      administration(kms).create(KEY);
    }
  }

  @Test
  void openingWritesNothing() throws IOException {
    try (Kms kms = Local.open(home)) {
      assertEquals(List.of(), administration(kms).list());
      assertReason(Reason.KEY_NOT_FOUND, () -> kms.wrap(KEY, DataKey.random(), CONTEXT));
      assertTrue(kms.health() instanceof Health.Down);
    }
    try (Stream<Path> files = Files.list(home)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void theFirstKeyMakesAPrivateFolderAndRootKey() throws IOException {
    withKey();
    assertEquals("rwx------", mode("keys"));
    assertEquals("rw-------", mode("keys/root.key"));
    assertTrue(Files.readString(home.resolve("keys/root.key")).matches("[0-9a-f]{64}\n"));
  }

  @Test
  void keyFilesArePrivateAndHoldNothingReadable() throws IOException {
    try (Kms kms = Local.open(home)) {
      administration(kms).create(new KeyId("a-rather-long-name-of-a-key"));
    }
    Path file = home.resolve("keys/a-rather-long-name-of-a-key.keyset");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertFalse(text.contains("a-rather-long-name"));
    assertFalse(text.contains("AesGcmKey"));
  }

  private String mode(String file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file)));
  }

  @Test
  void twoRootKeysAreNeverTheSame() throws IOException {
    withKey("path", "a");
    withKey("path", "b");
    assertNotEquals(
        Files.readString(home.resolve("a/root.key")), Files.readString(home.resolve("b/root.key")));
  }

  @Test
  void theRootKeyMayLieElsewhere() throws IOException {
    try (DataKey key = DataKey.random();
        Kms kms = Local.open(home, "root-key-file", "secret/root")) {
      WrappedKey wrapped = wrapped(kms, key);
      assertFalse(Files.exists(home.resolve("keys/root.key")));
      try (Kms again = Local.open(home, "root-key-file", home + "/secret/root")) {
        assertEquals(key, again.unwrap(wrapped, CONTEXT));
      }
    }
  }

  @Test
  void aRootKeyOthersCanReadIsRefused() throws IOException {
    withKey();
    Path root = home.resolve("keys/root.key");
    for (String mode : List.of("rw-r-----", "rw----r--", "rw--w----")) {
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(mode));
      InvalidSettings e = assertThrows(InvalidSettings.class, () -> Local.open(home));
      assertEquals("root-key-file", e.key());
      assertTrue(e.getMessage().contains("chmod 600 " + root), e.getMessage());
    }
  }

  @Test
  void aMissingRootKeyIsNotReplacedWhereKeysAre() throws IOException {
    withKey();
    Files.delete(home.resolve("keys/root.key"));
    InvalidSettings e = assertThrows(InvalidSettings.class, () -> Local.open(home));
    assertTrue(e.getMessage().contains("missing"), e.getMessage());
    assertFalse(Files.exists(home.resolve("keys/root.key")));
  }

  @Test
  void anotherRootKeyIsNamed() throws IOException {
    withKey();
    withKey("path", "other");
    Path root = home.resolve("keys/root.key");
    Files.copy(home.resolve("other/root.key"), root, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rw-------"));
    InvalidSettings e = assertThrows(InvalidSettings.class, () -> Local.open(home));
    assertEquals("root-key-file", e.key());
    assertTrue(e.getMessage().contains(root.toString()), e.getMessage());
  }

  @Test
  void aFileThatIsNoRootKeyIsRefusedWithoutShowingIt() throws IOException {
    withKey();
    Path root = home.resolve("keys/root.key");
    String good = Files.readString(root).strip();
    for (String bad : List.of("", good.substring(1), good + "0", "zz" + good.substring(2))) {
      Files.writeString(root, bad);
      InvalidSettings e = assertThrows(InvalidSettings.class, () -> Local.open(home));
      assertTrue(e.getMessage().contains("64 hexadecimal digits"), e.getMessage());
      assertFalse(e.getMessage().contains(good.substring(8, 24)));
    }
  }

  @Test
  void aDamagedKeyFileNeverYieldsAKey() throws IOException {
    try (DataKey key = DataKey.random();
        Kms kms = Local.open(home)) {
      WrappedKey wrapped = wrapped(kms, key);
      Path file = home.resolve("keys/cofre.keyset");
      byte[] good = Files.readAllBytes(file);
      for (int i = 0; i < good.length; i++) {
        byte[] bad = good.clone();
        bad[i] ^= 1;
        replace(file, bad);
        KmsException e = assertThrows(KmsException.class, () -> kms.unwrap(wrapped, CONTEXT));
        assertEquals(Reason.UNEXPECTED, e.reason());
      }
      for (int length = 0; length < good.length; length++) {
        replace(file, Arrays.copyOf(good, length));
        assertThrows(KmsException.class, () -> kms.unwrap(wrapped, CONTEXT));
      }
      replace(file, good);
      assertEquals(key, kms.unwrap(wrapped, CONTEXT));
    }
  }

  private void replace(Path file, byte[] bytes) throws IOException {
    Path fresh = home.resolve("fresh");
    Files.write(fresh, bytes);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void aRenamedKeyFileOpensNothing() throws IOException {
    try (Kms kms = Local.open(home)) {
      administration(kms).create(KEY);
      Files.copy(home.resolve("keys/cofre.keyset"), home.resolve("keys/other.keyset"));
      KmsException e =
          assertThrows(
              KmsException.class, () -> kms.wrap(new KeyId("other"), DataKey.random(), CONTEXT));
      assertEquals(Reason.UNEXPECTED, e.reason());
    }
  }

  @Test
  void aDeletedKeyNeverComesBack() throws IOException {
    try (DataKey key = DataKey.random();
        Kms kms = Local.open(home)) {
      WrappedKey wrapped = wrapped(kms, key);
      administration(kms).delete(KEY);
      assertReason(Reason.KEY_NOT_FOUND, () -> kms.unwrap(wrapped, CONTEXT));
      assertReason(Reason.KEY_NOT_FOUND, () -> administration(kms).describe(KEY));
      assertReason(Reason.KEY_NOT_FOUND, () -> administration(kms).enable(KEY));
      assertReason(Reason.KEY_EXISTS, () -> administration(kms).create(KEY));
      assertEquals(List.of(), administration(kms).list());
    }
  }

  @Test
  void whatOneInstanceChangesTheOthersSee() {
    try (DataKey key = DataKey.random();
        Kms first = Local.open(home);
        Kms second = Local.open(home)) {
      WrappedKey old = wrapped(first, key);
      assertEquals(key, second.unwrap(old, CONTEXT));
      administration(first).rotate(KEY);
      WrappedKey rotated = first.wrap(KEY, key, CONTEXT);
      assertEquals(key, second.unwrap(rotated, CONTEXT));
      assertEquals("2", administration(second).describe(KEY).version());
      administration(second).disable(KEY);
      assertReason(Reason.KEY_DISABLED, () -> first.unwrap(old, CONTEXT));
    }
  }

  @Test
  void rotationsAtOnceLoseNoVersion() throws Exception {
    try (DataKey key = DataKey.random();
        Kms first = Local.open(home);
        Kms second = Local.open(home);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      administration(first).create(KEY);
      List<Future<WrappedKey>> wraps =
          IntStream.range(0, 20)
              .mapToObj(i -> i % 2 == 0 ? first : second)
              .map(kms ->
                  threads.submit(() -> {
                    administration(kms).rotate(KEY);
                    return kms.wrap(KEY, key, CONTEXT);
                  }))
              .toList();
      for (Future<WrappedKey> wrap : wraps) {
        assertEquals(key, first.unwrap(wrap.get(), CONTEXT));
      }
      assertEquals("21", administration(second).describe(KEY).version());
    }
  }

  @Test
  void anyNameMakesItsOwnFile() {
    List<String> names =
        List.of(
            "a",
            "A",
            "%41",
            "a.b",
            ".a",
            "..",
            "../a",
            "a/b",
            "root.key",
            "ключ",
            "🔑",
            "a b",
            "~",
            "x".repeat(300),
            "x".repeat(301),
            "Ü".repeat(2048),
            "?",
            "\ud800");
    Set<String> created = new HashSet<>();
    try (Kms kms = Local.open(home)) {
      for (String name : names) {
        KeyId key = new KeyId(name);
        String file = FileNames.of(key);
        assertTrue(file.length() <= 200 && file.matches("[a-z0-9_~%-][a-z0-9._~%-]*"), file);
        if (!name.equals("\ud800")) { // has no UTF-8, and is nobody's key
          administration(kms).create(key);
          created.add(name);
        } else {
          assertReason(Reason.KEY_NOT_FOUND, () -> administration(kms).describe(key));
        }
      }
      assertEquals(
          created,
          new HashSet<>(administration(kms).list().stream().map(d -> d.key().value()).toList()));
    }
  }

  @Test
  void aLostFolderIsDown() throws IOException {
    withKey();
    try (Kms kms = Local.open(home)) {
      Files.move(home.resolve("keys"), home.resolve("gone"));
      assertTrue(kms.health() instanceof Health.Down);
      assertReason(Reason.KEY_NOT_FOUND, () -> kms.wrap(KEY, DataKey.random(), CONTEXT));
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Files.writeString(home.resolve("keys"), "a file");
    InvalidSettings e = assertThrows(InvalidSettings.class, () -> Local.open(home));
    assertEquals("path", e.key());
    assertTrue(e.getMessage().contains(home.resolve("keys").toString()), e.getMessage());
  }

  private static void assertReason(Reason reason, Runnable work) {
    KmsException e = assertThrows(KmsException.class, work::run);
    assertEquals(reason, e.reason(), e.getMessage());
  }
}
