package io.cofre.kms.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The root key, the passphrase in its place, and the change from one to another.
class LocalRootTest {
  private static final String FIRST = "the first passphrase";
  private static final String SECOND = "the second passphrase";
  private static final KeyContext CONTEXT = KeyContext.of(Map.of("bucket", "b"));
  @TempDir Path home;
  private final DataKey data = DataKey.random();
  private final List<WrappedKey> wrapped = new ArrayList<>();

  @AfterEach
  void wipe() {
    data.close();
  }

  private void create(String... settings) {
    try (Kms kms = Local.open(home, settings)) {
      for (String name : List.of("one", "two", "three")) {
        KeyId key = new KeyId(name);
        kms.administration().orElseThrow().create(key);
        wrapped.add(kms.wrap(key, data, CONTEXT));
      }
      kms.administration().orElseThrow().create(new KeyId("gone"));
      kms.administration().orElseThrow().delete(new KeyId("gone"));
    }
  }

  private void opensAll(String... settings) {
    try (Kms kms = Local.open(home, settings)) {
      for (WrappedKey one : wrapped) {
        try (DataKey plain = kms.unwrap(one, CONTEXT)) {
          assertEquals(data, plain);
        }
      }
      assertEquals(3, kms.administration().orElseThrow().list().size());
    }
  }

  private InvalidSettings refused(String... settings) {
    return assertThrows(InvalidSettings.class, () -> Local.open(home, settings).close());
  }

  private Map<String, String> formats() throws IOException {
    Map<String, String> formats = new TreeMap<>();
    for (Path file : PrivateFiles.keyFiles(home.resolve("keys"))) {
      byte[] bytes = Files.readAllBytes(file);
      formats.put(
          file.getFileName().toString(), new String(bytes, 0, 7, StandardCharsets.US_ASCII));
    }
    return formats;
  }

  @Test
  void aPassphraseNeedsNoFile() throws IOException {
    create("root-passphrase", FIRST);
    assertFalse(Files.exists(home.resolve("keys/root.key")));
    opensAll("root-passphrase", FIRST);
    assertEquals(List.of("CofreK2"), formats().values().stream().distinct().toList());
  }

  @Test
  void anotherPassphraseIsRefusedAtTheStart() {
    create("root-passphrase", FIRST);
    InvalidSettings e = refused("root-passphrase", SECOND);
    assertEquals("root-passphrase", e.key());
    assertFalse(String.valueOf(e.getMessage()).contains(SECOND));
  }

  @Test
  void aShortPassphraseIsRefused() {
    assertEquals("root-passphrase", refused("root-passphrase", "eleven chrs").key());
  }

  @Test
  void aRootKeyAndAPassphraseAreOneTooMuch() {
    assertEquals(
        "root-passphrase", refused("root-passphrase", FIRST, "root-key-file", "root.key").key());
  }

  @Test
  void whatTheKeysNeedInsteadIsTold() {
    create();
    assertTrue(
        String.valueOf(refused("root-passphrase", FIRST).getMessage())
            .contains("previous-root-key-file"));
  }

  @Test
  void whatTheKeysNeedInsteadIsToldOfAPassphraseToo() {
    create("root-passphrase", FIRST);
    assertTrue(String.valueOf(refused().getMessage()).contains("previous-root-passphrase"));
  }

  @Test
  void aPassphraseReplacesARootKey() throws IOException {
    create();
    opensAll("root-passphrase", FIRST, "previous-root-key-file", "keys/root.key");
    Files.delete(home.resolve("keys/root.key"));
    opensAll("root-passphrase", FIRST);
    assertEquals(4, formats().values().stream().filter("CofreK2"::equals).count());
  }

  @Test
  void aRootKeyReplacesAPassphrase() throws IOException {
    create("root-passphrase", FIRST);
    opensAll("previous-root-passphrase", FIRST);
    opensAll();
    assertEquals(4, formats().values().stream().filter("CofreK1"::equals).count());
  }

  @Test
  void aPassphraseReplacesAnother() {
    create("root-passphrase", FIRST);
    opensAll("root-passphrase", SECOND, "previous-root-passphrase", FIRST);
    opensAll("root-passphrase", SECOND);
    assertEquals("root-passphrase", refused("root-passphrase", FIRST).key());
  }

  @Test
  void aRootKeyReplacesAnother() throws IOException {
    create("root-key-file", "old.key");
    opensAll("root-key-file", "new.key", "previous-root-key-file", "old.key");
    Files.delete(home.resolve("old.key"));
    opensAll("root-key-file", "new.key");
  }

  @Test
  void aChangeThatWasCutOffGoesOn() throws IOException {
    create("root-key-file", "old.key");
    Path keys = home.resolve("keys");
    Map<Path, byte[]> before = new TreeMap<>();
    for (Path file : PrivateFiles.keyFiles(keys)) {
      before.put(file, Files.readAllBytes(file));
    }
    String[] settings = {"root-key-file", "new.key", "previous-root-key-file", "old.key"};
    for (Path left : before.keySet()) {
      opensAll(settings);
      Files.write(left, before.get(left)); // as if the crash had come before this one
      Files.writeString(left.resolveSibling(left.getFileName() + ".new"), "half a fil");
      opensAll(settings);
      opensAll("root-key-file", "new.key");
    }
  }

  @Test
  void aDamagedFileStopsTheChangeAndStaysAsItIs() throws IOException {
    create();
    Path file = home.resolve("keys/two.keyset");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    InvalidSettings e =
        refused("root-passphrase", FIRST, "previous-root-key-file", "keys/root.key");
    assertTrue(String.valueOf(e.getMessage()).contains(file.toString()), e.getMessage());
    assertArrayEquals(bytes, Files.readAllBytes(file));
  }

  @Test
  void aForgedHeadIsNotOpened() throws IOException {
    create("root-passphrase", FIRST);
    Path file = home.resolve("keys/one.keyset");
    byte[] good = Files.readAllBytes(file);
    for (int at = 16; at < 16 + Stretching.SIZE; at += 4) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      Files.write(file, bad);
      assertEquals("root-passphrase", refused("root-passphrase", FIRST).key());
    }
    Files.write(file, good);
    opensAll("root-passphrase", FIRST);
  }

  /// RFC 9106, section 5.3, has a secret and associated data that this use has not; these values
  /// are of the reference implementation, `src/test.c` of phc-winner-argon2, Argon2id version 1.3
  /// with one lane.
  @Test
  void argon2IsThatOfTheReference() {
    byte[] salt = "somesalt".getBytes(StandardCharsets.US_ASCII);
    var generator = new org.bouncycastle.crypto.generators.Argon2BytesGenerator();
    generator.init(
        new org.bouncycastle.crypto.params.Argon2Parameters.Builder(
                org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_id)
            .withVersion(0x13)
            .withMemoryAsKB(1 << 16)
            .withIterations(2)
            .withParallelism(1)
            .withSalt(salt)
            .build());
    byte[] out = new byte[32];
    generator.generateBytes("password".getBytes(StandardCharsets.US_ASCII), out);
    assertEquals(
        "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
        HexFormat.of().formatHex(out));
  }

  @Test
  void theSamePassphraseMakesAnotherKeyOfEachSalt() {
    Secret passphrase = Secret.of(FIRST);
    Stretching one = Stretching.fresh();
    Stretching two = Stretching.fresh();
    assertArrayEquals(one.key(passphrase), Stretching.decode(one.encoded()).key(passphrase));
    assertFalse(java.util.Arrays.equals(one.key(passphrase), two.key(passphrase)));
  }

  @Test
  void parametersOutOfBoundsAreRefused() {
    byte[] salt = new byte[16];
    assertThrows(IllegalArgumentException.class, () -> new Stretching(1 << 30, 3, 4, salt));
    assertThrows(IllegalArgumentException.class, () -> new Stretching(1 << 16, 1000, 4, salt));
    assertThrows(IllegalArgumentException.class, () -> new Stretching(1 << 16, 3, 0, salt));
    assertThrows(IllegalArgumentException.class, () -> new Stretching(8, 3, 4, salt));
  }
}
