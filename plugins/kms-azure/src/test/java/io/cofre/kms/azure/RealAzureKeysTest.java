package io.cofre.kms.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// The life of keys in a vault that is not ours, where [RealAzure] finds one named. What a test
/// made is purged after it.
class RealAzureKeysTest {
  private static final int MORE_THAN_A_PAGE = 26;
  @TempDir Path home;
  private final List<KeyId> made = new ArrayList<>();
  private Optional<AzureKms> opened = Optional.empty(); // stays so where the tests are skipped
  private AzureKms kms;
  private KeyAdministration keys;

  @BeforeEach
  void open() {
    kms = (AzureKms) RealAzure.in(home).open();
    opened = Optional.of(kms);
    keys = kms.administration().orElseThrow();
  }

  @AfterEach
  void purgeAndClose() {
    for (KeyId key : made) {
      kms.api().delete("/keys/" + key + "?api-version=7.4");
      purge(key);
    }
    opened.ifPresent(AzureKms::close);
  }

  private KeyId fresh() {
    var key = new KeyId("cofre-real-" + UUID.randomUUID());
    made.add(key);
    assertEquals(State.ENABLED, keys.create(key).state());
    return key;
  }

  private int purge(KeyId key) {
    return kms.api().delete("/deletedkeys/" + key + "?api-version=7.4").status();
  }

  private WrappedKey wrap(KeyId key, DataKey data) {
    return kms.wrap(key, data, KeyContext.EMPTY);
  }

  private void unwraps(DataKey data, WrappedKey wrapped) {
    try (DataKey seen = kms.unwrap(wrapped, KeyContext.EMPTY)) {
      assertEquals(data, seen);
    }
  }

  private static KmsException fails(Reason reason, Executable work) {
    KmsException e = assertThrows(KmsException.class, work);
    assertEquals(reason, e.reason(), e.toString());
    return e;
  }

  @Test
  void aKeyTurnsThroughItsVersions() {
    KeyId key = fresh();
    try (DataKey data = DataKey.random()) {
      WrappedKey first = wrap(key, data);
      String rotated = keys.rotate(key).version();
      WrappedKey second = wrap(key, data);
      assertNotEquals(first.version(), second.version());
      assertEquals(rotated, second.version());
      unwraps(data, first);
      unwraps(data, second);
      keys.disable(key);
      assertEquals(State.DISABLED, keys.describe(key).state());
      fails(Reason.KEY_DISABLED, () -> wrap(key, data));
      fails(Reason.KEY_DISABLED, () -> kms.unwrap(first, KeyContext.EMPTY).close());
      fails(Reason.KEY_DISABLED, () -> kms.unwrap(second, KeyContext.EMPTY).close());
      keys.enable(key);
      unwraps(data, first);
      unwraps(data, second);
    }
  }

  @Test
  void aDeletedKeyComesBackOrIsPurged() {
    KeyId key = fresh();
    try (DataKey data = DataKey.random()) {
      WrappedKey wrapped = wrap(key, data);
      keys.delete(key);
      assertEquals(State.PENDING_DELETION, keys.describe(key).state());
      assertFalse(keys.list().stream().anyMatch(one -> one.key().equals(key)));
      fails(Reason.KEY_PENDING_DELETION, () -> keys.create(key));
      fails(Reason.KEY_PENDING_DELETION, () -> keys.rotate(key));
      fails(Reason.KEY_PENDING_DELETION, () -> kms.unwrap(wrapped, KeyContext.EMPTY).close());
      keys.cancelDeletion(key);
      unwraps(data, wrapped);
      keys.delete(key);
      assertEquals(204, purge(key));
      fails(Reason.KEY_NOT_FOUND, () -> keys.describe(key));
      fails(Reason.KEY_NOT_FOUND, () -> keys.cancelDeletion(key));
      assertEquals(State.ENABLED, keys.create(key).state());
      fails(Reason.KEY_NOT_FOUND, () -> kms.unwrap(wrapped, KeyContext.EMPTY).close());
    }
  }

  @Test
  void aListOfManyPagesIsWhole() {
    for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
      fresh();
    }
    List<KeyId> listed = keys.list().stream().map(one -> one.key()).toList();
    assertTrue(listed.containsAll(made), listed::toString);
  }

  @Test
  void healthTellsOfARefusedLogin() {
    keys.list(); // what a login takes at first is not the health's
    Health health = kms.health();
    assertInstanceOf(Health.Up.class, health, health::toString);
    Assumptions.assumeTrue(RealAzure.hasSecret(), "skipped: the login is without a secret");
    try (var other = RealAzure.in(home).open("client-secret", "another-secret-text")) {
      String said = assertInstanceOf(Health.Down.class, other.health()).toString();
      assertTrue(said.contains("gave no token"), said);
      assertFalse(said.contains("another-secret-text"), said);
      fails(Reason.ACCESS_DENIED, () -> other.administration().orElseThrow().list());
    }
  }
}
