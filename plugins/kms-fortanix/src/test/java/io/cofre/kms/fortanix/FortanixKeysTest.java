package io.cofre.kms.fortanix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.kms.fortanix.fake.FakeDsm;
import io.cofre.kms.http.testing.DoubledKms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// Versions that replace each other, and ids that belong to another key.
class FortanixKeysTest {
  private static final KeyId KEY = new KeyId("cofre");
  private static final KeyId OTHER = new KeyId("other");
  private static final KeyContext NONE = KeyContext.EMPTY;
  @TempDir Path folder;
  private DoubledKms<FakeDsm> dsm;
  private Kms kms;
  private KeyAdministration keys;

  @BeforeEach
  void start() throws IOException {
    dsm = Dsm.start(folder);
    kms = dsm.open();
    keys = kms.administration().orElseThrow();
    keys.create(KEY);
    keys.create(OTHER);
  }

  @AfterEach
  void stop() throws IOException {
    kms.close();
    dsm.close();
  }

  private static KmsException fails(Reason reason, Executable work) {
    KmsException e = assertThrows(KmsException.class, work);
    assertEquals(reason, e.reason(), e.getMessage());
    return e;
  }

  private static WrappedKey claimed(GeneratedKey made, KeyId by) {
    return new WrappedKey(by, made.wrapped().version(), made.wrapped().bytes());
  }

  @Test
  void every_version_opens_what_it_wrapped_in_an_instance_that_knows_none() {
    List<GeneratedKey> made = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      made.add(kms.generate(KEY, NONE));
      assertEquals(keys.describe(KEY).version(), made.getLast().wrapped().version());
      keys.rotate(KEY);
    }
    for (GeneratedKey key : made) {
      try (Kms fresh = dsm.open()) {
        assertEquals(key.plain(), fresh.unwrap(key.wrapped(), NONE));
      }
    }
    assertEquals(4, made.stream().map(key -> key.wrapped().version()).distinct().count());
    assertEquals(List.of(KEY, OTHER), keys.list().stream().map(key -> key.key()).toList());
  }

  @Test
  void an_id_of_another_key_is_never_used() {
    keys.rotate(OTHER);
    try (GeneratedKey made = kms.generate(OTHER, NONE)) {
      int before = dsm.server().requests();
      fails(Reason.NOT_AUTHENTIC, () -> kms.unwrap(claimed(made, KEY), NONE));
      assertEquals(before + 1, dsm.server().requests(), "it asks what the key is, and no more");
      assertEquals(made.plain(), kms.unwrap(made.wrapped(), NONE));
    }
  }

  @Test
  void a_rotated_version_of_another_key_is_never_used() {
    try (GeneratedKey made = kms.generate(OTHER, NONE)) {
      keys.rotate(OTHER);
      keys.rotate(KEY);
      fails(Reason.NOT_AUTHENTIC, () -> kms.unwrap(claimed(made, KEY), NONE));
      fails(Reason.KEY_NOT_FOUND, () -> kms.unwrap(claimed(made, new KeyId("no such key")), NONE));
    }
  }

  @Test
  void disabling_reaches_every_version_and_enabling_too() {
    try (GeneratedKey old = kms.generate(KEY, NONE)) {
      keys.rotate(KEY);
      keys.disable(KEY);
      KmsException e = fails(Reason.KEY_DISABLED, () -> kms.unwrap(old.wrapped(), NONE));
      assertTrue(
          e.getMessage().contains("version " + old.wrapped().version() + " of the key cofre")
              && e.getMessage().endsWith(" is disabled"),
          e.getMessage());
      fails(Reason.KEY_DISABLED, () -> kms.generate(KEY, NONE));
      keys.enable(KEY);
      assertEquals(old.plain(), kms.unwrap(old.wrapped(), NONE));
    }
  }

  @Test
  void a_deactivated_key_opens_and_does_not_wrap() throws Exception {
    try (GeneratedKey made = kms.generate(KEY, NONE)) {
      dsm.fake().objects().deactivate(made.wrapped().version());
      assertEquals(made.plain(), kms.unwrap(made.wrapped(), NONE));
      KmsException e = fails(Reason.KEY_DISABLED, () -> kms.generate(KEY, NONE));
      assertTrue(e.getMessage().endsWith(" is Deactivated"), e.getMessage());
      keys.enable(KEY);
      assertEquals(State.DISABLED, keys.describe(KEY).state());
    }
  }

  @Test
  void an_approval_that_is_asked_for_is_told() throws Exception {
    try (GeneratedKey made = kms.generate(KEY, NONE)) {
      dsm.fake().objects().requireApproval(made.wrapped().version());
      for (Executable work :
          List.<Executable>of(
              () -> kms.generate(KEY, NONE), () -> kms.unwrap(made.wrapped(), NONE))) {
        String message = fails(Reason.ACCESS_DENIED, work).getMessage();
        assertTrue(message.endsWith("(403: This operation requires approval)"), message);
      }
    }
  }

  @Test
  void a_version_that_was_destroyed_is_gone_and_still_leads_to_those_before_it() throws Exception {
    try (GeneratedKey first = kms.generate(KEY, NONE)) {
      keys.rotate(KEY);
      try (GeneratedKey second = kms.generate(KEY, NONE)) {
        keys.rotate(KEY);
        dsm.fake().objects().destroy(second.wrapped().version());
        fails(Reason.KEY_NOT_FOUND, () -> kms.unwrap(second.wrapped(), NONE));
        try (Kms fresh = dsm.open()) {
          fails(Reason.KEY_NOT_FOUND, () -> fresh.unwrap(second.wrapped(), NONE));
          assertEquals(first.plain(), fresh.unwrap(first.wrapped(), NONE));
        }
      }
    }
  }

  @Test
  void many_keys_are_listed_once_each() {
    for (int i = 0; i < 505; i++) {
      dsm.fake().objects().create("key-%03d".formatted(i));
    }
    keys.rotate(KEY);
    assertEquals(507, keys.list().stream().map(key -> key.key()).distinct().count());
    assertEquals(507, keys.list().size());
  }
}
