package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// The layout of a stored key never changes, and key material is wiped after each use.
class SecretKmsTest {
  private static final KeyId KEY = new KeyId("photos");
  private static final KeyContext CONTEXT = KeyContext.of(Map.of("bucket", "photos"));
  private static final String STORED =
      "010000000000000003020202020202020202020202aa7c41ad4380d6051a2852609780a33fc82b7d785b43d4901989"
          + "270c7aa2e2fdeef024060b19a456282de9eacb077d75";

  private static DataKey key(int value) {
    byte[] bytes = new byte[DataKey.SIZE];
    Arrays.fill(bytes, (byte) value);
    return DataKey.adopt(bytes);
  }

  /// Hands out version 3, and keeps what it handed out.
  private static final class Store implements SecretStore {
    final List<Material> handed = new ArrayList<>();
    long number = 3;

    @Override
    public KeyId resolve(KeyId key) {
      return new KeyId("store/" + key.value().replaceFirst("^store/", ""));
    }

    @Override
    public Material newest(KeyId key) {
      return version(key, 3);
    }

    @Override
    public Material version(KeyId key, long version) {
      if (version != 3) {
        throw new KmsException(Reason.KEY_NOT_FOUND, "destroyed");
      }
      var material = new Material(number, key(0x4d));
      handed.add(material);
      return material;
    }

    @Override
    public Health health() {
      return new Health.Down("a store of tests");
    }

    @Override
    public KeyAdministration administration() {
      throw new KmsException(Reason.UNSUPPORTED, "a store of tests");
    }

    @Override
    public void close() {}
  }

  private final Store store = new Store();
  private final Kms kms = new SecretKms(store, "label ");

  private static byte[] stored() {
    return HexFormat.of().parseHex(STORED);
  }

  private static void fails(Reason reason, Executable work) {
    assertEquals(reason, assertThrows(KmsException.class, work).reason());
  }

  @Test
  void what_was_stored_opens_for_ever() {
    try (DataKey plain = key(0x64);
        DataKey opened = kms.unwrap(new WrappedKey(KEY, stored()), CONTEXT)) {
      assertEquals(plain, opened);
    }
  }

  @Test
  void a_wrap_names_the_one_id_and_the_version_and_is_another_each_time() {
    try (DataKey plain = key(0x64)) {
      WrappedKey wrapped = kms.wrap(KEY, plain, CONTEXT);
      assertEquals(new KeyId("store/photos"), wrapped.key());
      assertEquals("3", wrapped.version());
      assertEquals(stored().length, wrapped.bytes().length);
      assertNotEquals(wrapped, kms.wrap(KEY, plain, CONTEXT));
      kms.unwrap(wrapped, CONTEXT).close();
    }
  }

  @Test
  void material_is_wiped_when_the_call_ends_however_it_ends() {
    try (DataKey plain = key(0x64)) {
      WrappedKey wrapped = kms.wrap(KEY, plain, CONTEXT);
      kms.unwrap(wrapped, CONTEXT).close();
      fails(Reason.NOT_AUTHENTIC, () -> kms.unwrap(wrapped, KeyContext.EMPTY));
    }
    assertEquals(3, store.handed.size());
    for (SecretStore.Material material : store.handed) {
      assertThrows(IllegalStateException.class, () -> material.key().use(byte[]::clone));
    }
  }

  @Test
  void another_version_than_the_one_that_wrapped_is_not_held_against_the_wrapped_key() {
    store.number = 4;
    fails(Reason.UNEXPECTED, () -> kms.unwrap(new WrappedKey(KEY, stored()), CONTEXT));
    assertThrows(
        IllegalStateException.class, () -> store.handed.getFirst().key().use(byte[]::clone));
  }

  @Test
  void what_was_changed_or_belongs_to_another_is_not_authentic() {
    for (int i = 0; i < stored().length; i++) {
      byte[] changed = stored();
      changed[i] ^= 1;
      boolean isVersion = i >= 1 && i < 9; // then another version is asked for, which is gone
      fails(
          isVersion ? Reason.KEY_NOT_FOUND : Reason.NOT_AUTHENTIC,
          () -> kms.unwrap(new WrappedKey(KEY, changed), CONTEXT));
    }
    byte[] negative = stored();
    negative[1] = (byte) 0x80;
    byte[] cut = Arrays.copyOf(stored(), stored().length - 1);
    for (byte[] bytes : List.of(negative, cut)) {
      fails(Reason.NOT_AUTHENTIC, () -> kms.unwrap(new WrappedKey(KEY, bytes), CONTEXT));
    }
    Kms other = new SecretKms(store, "another label ");
    fails(Reason.NOT_AUTHENTIC, () -> other.unwrap(new WrappedKey(KEY, stored()), CONTEXT));
  }

  @Test
  void a_data_key_of_another_size_is_refused() {
    try (DataKey small = DataKey.adopt(new byte[16])) {
      assertThrows(IllegalArgumentException.class, () -> kms.wrap(KEY, small, CONTEXT));
    }
  }
}
