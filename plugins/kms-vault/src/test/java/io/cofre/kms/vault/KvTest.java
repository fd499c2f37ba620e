package io.cofre.kms.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.kms.http.AesGcm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// Keys as secrets: what is stored, versions that are deleted, destroyed or lost, and other
/// writers.
class KvTest {
  private static final KeyId KEY = new KeyId("photos");
  private static final String PATH = "cofre/photos";
  private static final KeyContext CONTEXT = KeyContext.of(Map.of("bucket", "photos"));
  private static final String[] SEALED_HERE = {"seal-key", KvContractTest.SEAL_KEY};
  @TempDir Path home;
  private FakeVault vault;

  @BeforeEach
  void start() throws IOException {
    vault = new FakeVault();
    vault.transit.addKey("sealing", true);
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  private Kms open(String engine, String... more) {
    String[] own = {
      "endpoint", vault.uri(), "token", FakeVault.ROOT, "timeout", "30s", "engine", engine
    };
    String[] all = Arrays.copyOf(own, own.length + more.length);
    System.arraycopy(more, 0, all, own.length, more.length);
    return Vault.open(home, all);
  }

  private Kms version2() {
    return open("kv-v2", SEALED_HERE);
  }

  private Kms version1() {
    return open("kv-v1", "mount", "kv1", "seal-key", KvContractTest.SEAL_KEY);
  }

  private static KeyAdministration keys(Kms kms) {
    return kms.administration().orElseThrow();
  }

  private static WrappedKey wrap(Kms kms) {
    try (DataKey key = DataKey.random()) {
      return kms.wrap(KEY, key, CONTEXT);
    }
  }

  private static KmsException fails(Reason reason, Executable work) {
    var failure = assertThrows(KmsException.class, work);
    assertEquals(reason, failure.reason(), failure.getMessage());
    assertFalse(failure.toString().contains(KvContractTest.SEAL_KEY), failure.toString());
    return failure;
  }

  private void says(String words, KmsException failure) {
    assertEquals("Vault at " + vault.uri() + " " + words, failure.getMessage());
  }

  /// Do what an operator does with the client of Vault.
  private void operator(String path, String body) throws IOException {
    assertEquals(2, vault.kv.post(path, body).status() / 100);
  }

  @Test
  void what_was_stored_opens_for_ever() throws IOException {
    String sealed =
        "local:AQEBAQEBAQEBAQEBOo6oeCXIJSuZGSpVVSoflYYjwpbczluRvpZKodBEs3yNGlz4Op01QM+M6ZO0a2yd";
    vault.kv.putVersion(PATH, "1", "");
    vault.kv.putVersion(PATH, "2", "");
    vault.kv.putVersion(PATH, "3", sealed);
    operator("kv1/" + PATH, "{\"1\":\"\",\"3\":\"%s\"}".formatted(sealed));
    byte[] wrapped =
        HexFormat.of()
            .parseHex(
                "010000000000000003020202020202020202020202aa7c41ad4380d6051a2852609780a33fc82b7d"
                    + "785b43d4901989270c7aa2e2fd313f91e105716a8dffdd86dd17bddb38");
    byte[] plain = new byte[32];
    Arrays.fill(plain, (byte) 0x64);
    try (Kms kms = version2();
        Kms old = version1();
        DataKey key = DataKey.adopt(plain);
        DataKey opened = kms.unwrap(new WrappedKey(KEY, wrapped), CONTEXT);
        DataKey openedThere = old.unwrap(new WrappedKey(KEY, wrapped), CONTEXT)) {
      assertEquals(key, opened);
      assertEquals(key, openedThere);
    }
  }

  @Test
  void nothing_that_is_written_is_a_key_in_clear() {
    try (Kms kms = version2();
        Kms old = version1()) {
      keys(kms).create(KEY);
      keys(old).create(KEY);
      keys(old).rotate(KEY);
    }
    String written = String.join("\n", vault.kv.written());
    assertEquals(3, vault.kv.written().size());
    byte[] seal = Base64.getDecoder().decode(KvContractTest.SEAL_KEY);
    KeyContext sealedFor = KeyContext.of(Map.of("secret", PATH, "version", "1"));
    String value = vault.kv.value(PATH, 1);
    byte[] sealed = Base64.getDecoder().decode(value.substring("local:".length()));
    try (DataKey key = DataKey.adopt(seal);
        DataKey material = AesGcm.open(key, sealed, sealedFor.encoded()).orElseThrow()) {
      String base64 = material.use(Base64.getEncoder().withoutPadding()::encodeToString);
      String hex = material.use(HexFormat.of()::formatHex);
      assertFalse(written.contains(base64) || written.contains(hex));
    }
  }

  @Test
  void a_version_that_was_deleted_is_disabled_and_one_that_was_destroyed_is_gone()
      throws IOException {
    try (Kms kms = version2()) {
      keys(kms).create(KEY);
      WrappedKey first = wrap(kms);
      keys(kms).rotate(KEY);
      WrappedKey second = wrap(kms);
      operator("secret/delete/" + PATH, "{\"versions\":[1]}");
      says(
          "has version 1 of the key at secret/data/cofre/photos deleted: enable the key, which"
              + " undeletes it",
          fails(Reason.KEY_DISABLED, () -> kms.unwrap(first, CONTEXT)));
      kms.unwrap(second, CONTEXT).close();
      operator("secret/undelete/" + PATH, "{\"versions\":[1]}");
      kms.unwrap(first, CONTEXT).close();
      operator("secret/destroy/" + PATH, "{\"versions\":[1]}");
      says(
          "destroyed version 1 of the key at secret/data/cofre/photos",
          fails(Reason.KEY_NOT_FOUND, () -> kms.unwrap(first, CONTEXT)));
      kms.unwrap(second, CONTEXT).close();
      assertEquals("2", wrap(kms).version());
    }
  }

  @Test
  void a_key_whose_newest_version_was_deleted_is_disabled() throws IOException {
    try (Kms kms = version2()) {
      keys(kms).create(KEY);
      operator("secret/delete/" + PATH, "{\"versions\":[1]}");
      assertEquals(State.DISABLED, keys(kms).describe(KEY).state());
      fails(Reason.KEY_DISABLED, () -> wrap(kms));
      fails(Reason.KEY_DISABLED, () -> keys(kms).rotate(KEY));
    }
  }

  @Test
  void a_key_is_rotated_past_a_destroyed_version_and_created_past_the_last() throws IOException {
    try (Kms kms = version2()) {
      keys(kms).create(KEY);
      WrappedKey first = wrap(kms);
      keys(kms).rotate(KEY);
      operator("secret/destroy/" + PATH, "{\"versions\":[2]}");
      assertEquals(State.DISABLED, keys(kms).describe(KEY).state());
      fails(Reason.KEY_NOT_FOUND, () -> wrap(kms));
      assertEquals("3", keys(kms).rotate(KEY).version());
      kms.unwrap(first, CONTEXT).close();
      operator("secret/destroy/" + PATH, "{\"versions\":[1,3]}");
      fails(Reason.KEY_NOT_FOUND, () -> keys(kms).describe(KEY));
      fails(Reason.KEY_NOT_FOUND, () -> keys(kms).rotate(KEY));
      assertEquals("4", keys(kms).create(KEY).version());
      assertEquals("4", wrap(kms).version());
      fails(Reason.KEY_NOT_FOUND, () -> kms.unwrap(first, CONTEXT));
    }
  }

  @Test
  void a_rotation_never_costs_the_oldest_version() throws IOException {
    try (Kms kms = version2()) {
      keys(kms).create(KEY);
      WrappedKey first = wrap(kms);
      for (int i = 0; i < 11; i++) {
        keys(kms).rotate(KEY);
      }
      kms.unwrap(first, CONTEXT).close();
      operator("secret/metadata/" + PATH, "{\"max_versions\":12}");
      says(
          "keeps 12 versions at secret/metadata/cofre/photos, and another would destroy the"
              + " oldest: raise max_versions",
          fails(Reason.UNSUPPORTED, () -> keys(kms).rotate(KEY)));
      operator("secret/metadata/" + PATH, "{\"max_versions\":2}");
      String thirteenth = "{\"options\":{\"cas\":12},\"data\":{\"13\":\"x\"}}";
      operator("secret/data/" + PATH, thirteenth);
      says(
          "has no version 1 of the key at secret/data/cofre/photos",
          fails(Reason.KEY_NOT_FOUND, () -> kms.unwrap(first, CONTEXT)));
    }
  }

  @Test
  void a_version_that_never_was_is_not_authentic() {
    try (Kms kms = version2();
        Kms old = version1()) {
      keys(kms).create(KEY);
      keys(old).create(KEY);
      byte[] changed = wrap(kms).bytes();
      changed[8] = 7;
      says(
          "has no version 7 of the key at secret/data/cofre/photos",
          fails(Reason.NOT_AUTHENTIC, () -> kms.unwrap(new WrappedKey(KEY, changed), CONTEXT)));
      says(
          "has no version 7 of the key at kv1/cofre/photos",
          fails(Reason.NOT_AUTHENTIC, () -> old.unwrap(new WrappedKey(KEY, changed), CONTEXT)));
    }
  }

  @Test
  void of_two_that_rotate_at_once_the_second_is_told_to_try_again() {
    try (Kms kms = version2();
        Kms other = version2()) {
      keys(kms).create(KEY);
      vault.kv.beforeNextWrite(() -> vault.kv.putVersion(PATH, "2", "local:another"));
      says(
          "cannot serve now (400): check-and-set parameter did not match the current version",
          fails(Reason.UNAVAILABLE, () -> keys(other).rotate(KEY)));
      assertEquals("local:another", vault.kv.value(PATH, 2));
    }
  }

  @Test
  void version_1_tells_a_writer_whose_version_was_taken_away() {
    try (Kms old = version1()) {
      keys(old).create(KEY);
      WrappedKey first = wrap(old);
      vault.kv.afterNextWrite(() -> vault.kv.retain(PATH, "1"));
      says(
          "has another version at kv1/cofre/photos meanwhile: try again",
          fails(Reason.UNAVAILABLE, () -> keys(old).rotate(KEY)));
      assertEquals("2", keys(old).rotate(KEY).version());
      old.unwrap(first, CONTEXT).close();
      vault.kv.retain(PATH, "2");
      fails(Reason.KEY_NOT_FOUND, () -> old.unwrap(first, CONTEXT));
    }
  }

  @Test
  void a_value_that_was_moved_does_not_open() {
    KeyId other = new KeyId("other");
    try (Kms kms = version2()) {
      keys(kms).create(other);
      String stolen = vault.kv.value("cofre/other", 1);
      keys(kms).create(KEY);
      vault.kv.putVersion(PATH, "2", stolen);
      says(
          "has version 2 at secret/data/cofre/photos and it does not open: it was sealed with"
              + " another key or elsewhere, or was changed",
          fails(Reason.UNEXPECTED, () -> wrap(kms)));
      vault.kv.putVersion(PATH, "value", "something else");
      says(
          "has version 3 at secret/data/cofre/photos and it does not open: it is no key that was"
              + " sealed as local:",
          fails(Reason.UNEXPECTED, () -> wrap(kms)));
    }
  }

  @Test
  void a_value_that_nobody_sealed_does_not_open() {
    try (Kms here = version2();
        Kms inside = open("kv-v2", "seal-transit-key", "sealing")) {
      keys(here).create(KEY);
      int version = 1;
      for (String bad : new String[] {"", "AAAAA", "%", "A".repeat(40_000)}) {
        for (String prefix : new String[] {"local:", "transit:"}) {
          version++;
          vault.kv.putVersion(PATH, Integer.toString(version), prefix + bad);
          fails(Reason.UNEXPECTED, () -> wrap(here));
          fails(Reason.UNEXPECTED, () -> wrap(inside));
        }
      }
    }
  }

  @Test
  void another_seal_opens_nothing() {
    String other = Base64.getEncoder().encodeToString(new byte[32]);
    try (Kms kms = version2();
        Kms wrong = open("kv-v2", "seal-key", other);
        Kms inside = open("kv-v2", "seal-transit-key", "sealing")) {
      keys(kms).create(KEY);
      fails(Reason.UNEXPECTED, () -> wrap(wrong));
      fails(Reason.UNEXPECTED, () -> wrap(inside));
    }
  }

  @Test
  void a_sealing_key_that_is_gone_is_not_taken_for_the_callers_key() {
    try (Kms kms = open("kv-v2", "seal-transit-key", "sealing");
        Kms transit = open("transit")) {
      keys(kms).create(KEY);
      wrap(kms);
      keys(transit).delete(new KeyId("sealing"));
      fails(Reason.UNEXPECTED, () -> wrap(kms));
    }
  }

  @Test
  void the_other_engine_is_told_and_nothing_is_written() {
    try (Kms old = open("kv-v1", SEALED_HERE);
        Kms young = open("kv-v2", "mount", "kv1", "seal-key", KvContractTest.SEAL_KEY);
        Kms none = open("kv-v2", "mount", "transit", "seal-key", KvContractTest.SEAL_KEY)) {
      says(
          "has no KV engine of version 2 at kv1/, but one of type kv and version 1: set engine or"
              + " mount",
          fails(Reason.UNEXPECTED, () -> keys(young).create(KEY)));
      for (Kms kms : new Kms[] {old, young, none}) {
        fails(Reason.UNEXPECTED, () -> keys(kms).create(KEY));
        assertInstanceOf(Health.Down.class, kms.health());
      }
      says(
          "gave an answer nobody foresaw (404) at secret/cofre/photos: Invalid path for a versioned"
              + " K/V secrets engine. See the API docs for the appropriate API endpoints to use.",
          fails(Reason.UNEXPECTED, () -> wrap(old)));
      assertEquals(0, vault.kv.written().size());
    }
  }

  @Test
  void a_policy_that_lacks_a_path_is_told_with_the_path() {
    try (Kms kms = open("kv-v2", "seal-transit-key", "sealing")) {
      keys(kms).create(KEY);
      wrap(kms);
      vault.tokens.put(FakeVault.ROOT, Set.of("secret/data/"));
      says(
          "refused the token (403): the policy lacks read on secret/data/cofre/photos, or the token"
              + " has ended",
          fails(Reason.ACCESS_DENIED, () -> wrap(kms)));
      assertEquals(
          "Vault at %s: the policy lacks read on secret/data/cofre/photos".formatted(vault.uri()),
          ((Health.Down) kms.health()).reason());
      vault.tokens.put(FakeVault.ROOT, Set.of("transit/decrypt/"));
      assertEquals(
          "Vault at %s: the policy lacks update on transit/decrypt/sealing".formatted(vault.uri()),
          ((Health.Down) kms.health()).reason());
      vault.tokens.put(FakeVault.ROOT, Set.of("transit/encrypt/")); // nothing is created
      wrap(kms);
      assertInstanceOf(Health.Up.class, kms.health());
    }
  }

  @Test
  void only_keys_of_the_folder_are_listed() {
    vault.kv.putVersion("other/theirs", "1", "local:x");
    vault.kv.putVersion("cofre/below/theirs", "1", "local:x");
    try (Kms kms = version2()) {
      assertEquals(0, keys(kms).list().size());
      keys(kms).create(KEY);
      assertEquals(KEY, keys(kms).list().getFirst().key());
      assertEquals(1, keys(kms).list().size());
      fails(Reason.KEY_NOT_FOUND, () -> keys(kms).create(new KeyId("../other/theirs")));
    }
  }

  @Test
  void settings_that_cannot_work_are_refused() {
    for (String[] bad :
        new String[][] {
          {},
          {"seal-key", KvContractTest.SEAL_KEY, "seal-transit-key", "sealing"},
          {"seal-key", "dG9vIHNob3J0IHRvIGJlIGEga2V5"},
          {"seal-key", "not Base64 at all, but long enough"},
          {"seal-key", KvContractTest.SEAL_KEY, "folder", "/"},
          {"seal-key", KvContractTest.SEAL_KEY, "folder", "../sys"}
        }) {
      var refusal = assertThrows(InvalidSettings.class, () -> open("kv-v2", bad).close());
      assertTrue(!refusal.toString().contains("not Base64"), refusal.toString());
    }
    assertThrows(InvalidSettings.class, () -> open("kv-v3", SEALED_HERE).close());
  }
}
