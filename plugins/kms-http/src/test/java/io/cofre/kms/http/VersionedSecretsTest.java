package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import io.cofre.kms.http.VersionedSecrets.Status;
import io.cofre.kms.http.VersionedSecrets.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// What makes keys of secrets whose versions have numbers and can be switched off.
class VersionedSecretsTest {
  private static final KeyId KEY = new KeyId("photos");
  private static final Instant MADE = Instant.parse("2026-01-31T12:00:00Z");
  private final Store store = new Store();
  private final Kms kms = new SecretKms(store, "label ");

  /// Secrets in memory; a version was made as many seconds after the first as its number says.
  private static final class Store implements VersionedSecrets {
    final Map<KeyId, List<Version>> secrets =
        new TreeMap<>(Comparator.comparing(KeyId::value).reversed());
    final Map<String, byte[]> materials = new TreeMap<>();
    final List<KeyId> gone = new ArrayList<>();

    @Override
    public KeyId resolve(KeyId key) {
      return key;
    }

    @Override
    public List<Version> versions(KeyId key) {
      return Optional.ofNullable(secrets.get(key)).orElseThrow(() -> no(Reason.KEY_NOT_FOUND));
    }

    private static KmsException no(Reason reason) {
      return new KmsException(reason, "no");
    }

    @Override
    public Material access(KeyId key, long version) {
      Version found =
          versions(key).stream()
              .filter(one -> version == NEWEST || one.number() == version)
              .findFirst()
              .orElseThrow(() -> no(Reason.KEY_NOT_FOUND));
      return switch (found.status()) {
        case ENABLED ->
            Material.adopt(key, found.number(), materials.get(key + "/" + found.number()).clone());
        case DISABLED -> throw no(Reason.KEY_DISABLED);
        case DESTROYED -> throw no(Reason.KEY_NOT_FOUND);
      };
    }

    @Override
    public long createSecret(KeyId key) {
      if (secrets.putIfAbsent(key, new ArrayList<>()) != null) {
        throw no(Reason.KEY_EXISTS);
      }
      return 1;
    }

    @Override
    public void addVersion(KeyId key, long number, DataKey material) {
      assertEquals(versions(key).size() + 1L, number);
      var made = Optional.of(MADE.plusSeconds(number));
      versions(key).addFirst(new Version(number, Status.ENABLED, made));
      materials.put(key + "/" + number, material.use(byte[]::clone));
    }

    void set(KeyId key, long version, Status status) {
      versions(key)
          .replaceAll(
              one -> one.number() == version ? new Version(version, status, one.created()) : one);
    }

    @Override
    public void enable(KeyId key) {
      numbers(key, Status.DISABLED).forEach(version -> set(key, version, Status.ENABLED));
    }

    @Override
    public void disable(KeyId key) {
      numbers(key, Status.ENABLED).forEach(version -> set(key, version, Status.DISABLED));
    }

    @Override
    public Stream<KeyId> keys() {
      return Stream.concat(secrets.keySet().stream(), gone.stream());
    }

    @Override
    public void delete(KeyId key) {
      secrets.remove(key);
    }

    @Override
    public Health health() {
      return new Health.Down("a store of tests");
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
      return "the store";
    }
  }

  private static KmsException fails(Reason reason, Executable work) {
    KmsException e = assertThrows(KmsException.class, work);
    assertEquals(reason, e.reason(), e.getMessage());
    return e;
  }

  private WrappedKey wrap() {
    try (DataKey plain = DataKey.random()) {
      return kms.wrap(KEY, plain, KeyContext.EMPTY);
    }
  }

  private KeyDescription described(KeyDescription.State state, long version) {
    return new KeyDescription(KEY, state, Long.toString(version), Optional.of(MADE.plusSeconds(1)));
  }

  @Test
  void a_created_key_has_one_version_of_random_material() {
    assertEquals(described(KeyDescription.State.ENABLED, 1), store.create(KEY));
    assertEquals(DataKey.SIZE, store.materials.get("photos/1").length);
    kms.unwrap(wrap(), KeyContext.EMPTY).close();
    fails(Reason.KEY_EXISTS, () -> store.create(KEY));
    assertEquals(1, store.versions(KEY).size());
  }

  @Test
  void a_secret_that_was_left_without_a_version_is_made_a_key() {
    store.createSecret(KEY);
    fails(Reason.KEY_NOT_FOUND, () -> store.describe(KEY));
    assertEquals("1", store.create(KEY).version());
  }

  @Test
  void the_newest_version_that_is_enabled_wraps() {
    store.create(KEY);
    assertEquals("2", store.rotate(KEY).version());
    assertEquals("2", wrap().version());
    store.set(KEY, 2, Status.DISABLED);
    assertEquals("1", wrap().version());
    assertEquals(described(KeyDescription.State.ENABLED, 1), store.describe(KEY));
    store.set(KEY, 2, Status.DESTROYED);
    assertEquals("1", wrap().version());
  }

  @Test
  void all_versions_are_disabled_and_enabled() {
    store.create(KEY);
    WrappedKey wrapped = wrap();
    store.rotate(KEY);
    store.disable(KEY);
    assertEquals(described(KeyDescription.State.DISABLED, 2), store.describe(KEY));
    fails(Reason.KEY_DISABLED, this::wrap);
    fails(Reason.KEY_DISABLED, () -> kms.unwrap(wrapped, KeyContext.EMPTY));
    store.enable(KEY);
    assertEquals(described(KeyDescription.State.ENABLED, 2), store.describe(KEY));
    kms.unwrap(wrapped, KeyContext.EMPTY).close();
  }

  @Test
  void a_version_that_was_destroyed_and_one_that_never_was_are_told_apart() {
    store.create(KEY);
    store.rotate(KEY);
    WrappedKey wrapped = wrap();
    store.set(KEY, 2, Status.DESTROYED);
    fails(Reason.KEY_NOT_FOUND, () -> kms.unwrap(wrapped, KeyContext.EMPTY));
    store.versions(KEY).removeFirst();
    fails(Reason.NOT_AUTHENTIC, () -> kms.unwrap(wrapped, KeyContext.EMPTY));
    store.delete(KEY);
    fails(Reason.KEY_NOT_FOUND, () -> kms.unwrap(wrapped, KeyContext.EMPTY));
  }

  @Test
  void a_key_of_which_nothing_is_left_is_not_found() {
    store.create(KEY);
    store.disable(KEY);
    store.set(KEY, 1, Status.DESTROYED);
    store.enable(KEY);
    KmsException e = fails(Reason.KEY_NOT_FOUND, () -> store.rotate(KEY));
    assertEquals("the store has no key photos", e.getMessage());
    fails(Reason.KEY_NOT_FOUND, this::wrap);
  }

  @Test
  void a_key_is_as_old_as_its_first_version_though_that_was_destroyed() {
    store.create(KEY);
    store.rotate(KEY);
    store.set(KEY, 1, Status.DESTROYED);
    assertEquals(described(KeyDescription.State.ENABLED, 2), store.describe(KEY));
  }

  @Test
  void a_version_that_never_was_is_told_in_the_words_of_the_store() {
    store.create(KEY);
    KmsException e = fails(Reason.NOT_AUTHENTIC, () -> store.version(KEY, 2));
    assertEquals("no", e.getMessage());
  }

  @Test
  void keys_are_listed_by_id_without_those_that_have_gone() {
    for (String name : List.of("b", "c", "a")) {
      store.create(new KeyId(name));
    }
    store.gone.add(new KeyId("gone"));
    assertEquals(
        List.of("a", "b", "c"), store.list().stream().map(key -> key.key().value()).toList());
  }

  @Test
  void a_secret_that_is_no_key_is_named_and_not_shown() {
    store.create(KEY);
    store.materials.put("photos/1", "password".getBytes(StandardCharsets.UTF_8));
    KmsException e = fails(Reason.UNEXPECTED, this::wrap);
    assertTrue(e.getMessage().contains("photos"), e.getMessage());
    assertTrue(!e.toString().contains("password"), e.getMessage());
  }
}
