package io.cofre.kms.ciphertrust;

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
import io.cofre.kms.ciphertrust.fake.FakeCipherTrust;
import io.cofre.kms.http.testing.DoubledKms;
import io.cofre.kms.http.testing.LocalServer.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// Versions, states, and what the caller may not see.
class CipherTrustKeysTest {
  private static final KeyId KEY = new KeyId("cofre");
  private static final KeyContext NONE = KeyContext.EMPTY;
  @TempDir Path folder;
  private DoubledKms<FakeCipherTrust> ciphertrust;
  private Kms kms;
  private KeyAdministration keys;

  @BeforeEach
  void start() throws IOException {
    ciphertrust = CipherTrust.start(folder);
    kms = ciphertrust.open();
    keys = kms.administration().orElseThrow();
    keys.create(KEY);
  }

  @AfterEach
  void stop() throws IOException {
    kms.close();
    ciphertrust.close();
  }

  private static KmsException fails(Reason reason, Executable work) {
    KmsException e = assertThrows(KmsException.class, work);
    assertEquals(reason, e.reason(), e.getMessage());
    return e;
  }

  @Test
  void versions_are_counted_from_0_and_each_opens_what_it_wrapped() {
    try (GeneratedKey first = kms.generate(KEY, NONE)) {
      assertEquals("0", first.wrapped().version());
      assertEquals("1", keys.rotate(KEY).version());
      assertEquals("2", keys.rotate(KEY).version());
      try (GeneratedKey third = kms.generate(KEY, NONE)) {
        assertEquals("2", third.wrapped().version());
        assertEquals(first.plain(), kms.unwrap(first.wrapped(), NONE));
        assertEquals(third.plain(), kms.unwrap(third.wrapped(), NONE));
      }
    }
  }

  @Test
  void disabling_reaches_every_version_and_enabling_too() {
    try (GeneratedKey old = kms.generate(KEY, NONE)) {
      keys.rotate(KEY);
      keys.disable(KEY);
      KmsException e = fails(Reason.KEY_DISABLED, () -> kms.unwrap(old.wrapped(), NONE));
      assertTrue(e.getMessage().contains("version 0 of the key cofre"), e.getMessage());
      assertTrue(e.getMessage().contains("is Deactivated"), e.getMessage());
      fails(Reason.KEY_DISABLED, () -> kms.generate(KEY, NONE));
      keys.disable(KEY);
      keys.enable(KEY);
      assertEquals(old.plain(), kms.unwrap(old.wrapped(), NONE));
    }
  }

  @Test
  void a_compromised_version_opens_what_it_wrapped_and_wraps_nothing_more() throws Exception {
    try (GeneratedKey made = kms.generate(KEY, NONE)) {
      ciphertrust.fake().keys("root").compromise(KEY.value(), 0);
      assertEquals(made.plain(), kms.unwrap(made.wrapped(), NONE));
      KeyContext other = KeyContext.of(Map.of("bucket", "b"));
      fails(Reason.NOT_AUTHENTIC, () -> kms.unwrap(made.wrapped(), other));
      KmsException e = fails(Reason.KEY_DISABLED, () -> kms.generate(KEY, NONE));
      assertTrue(e.getMessage().endsWith("is Compromised"), e.getMessage());
    }
  }

  @Test
  void a_compromised_version_does_not_keep_the_others_from_being_enabled() throws Exception {
    keys.rotate(KEY);
    ciphertrust.fake().keys("root").compromise(KEY.value(), 0);
    keys.disable(KEY);
    assertEquals(State.DISABLED, keys.describe(KEY).state());
    keys.enable(KEY);
    assertEquals(State.ENABLED, keys.describe(KEY).state());
  }

  @Test
  void a_key_that_is_there_is_told_by_the_code_too() {
    ciphertrust.next(
        Reply.json(400, "{\"code\":8,\"codeDesc\":\"NCERRKeyAlreadyExists: Key already exists\"}"));
    fails(Reason.KEY_EXISTS, () -> keys.create(new KeyId("other")));
  }

  @Test
  void a_version_that_is_gone_is_told_from_a_wrap_that_was_changed() throws Exception {
    try (GeneratedKey old = kms.generate(KEY, NONE)) {
      keys.rotate(KEY);
      ciphertrust.fake().keys("root").forget(KEY.value(), 0);
      fails(Reason.KEY_NOT_FOUND, () -> kms.unwrap(old.wrapped(), NONE));
      fails(
          Reason.NOT_AUTHENTIC, () -> kms.unwrap(new WrappedKey(KEY, old.wrapped().bytes()), NONE));
    }
  }

  @Test
  void what_another_key_wrapped_is_not_opened() {
    KeyId other = new KeyId("other");
    keys.create(other);
    try (GeneratedKey made = kms.generate(other, NONE)) {
      fails(
          Reason.NOT_AUTHENTIC,
          () -> kms.unwrap(new WrappedKey(KEY, "0", made.wrapped().bytes()), NONE));
    }
  }

  @Test
  void a_key_that_may_not_be_seen_is_told_as_one_that_is_not_there() {
    try (GeneratedKey made = kms.generate(KEY, NONE)) {
      ciphertrust.fake().keys("root").hide(KEY.value());
      KmsException e = fails(Reason.KEY_NOT_FOUND, () -> kms.unwrap(made.wrapped(), NONE));
      assertTrue(e.getMessage().contains("has no key cofre, or does not show it"), e.getMessage());
      fails(Reason.KEY_NOT_FOUND, () -> kms.generate(KEY, NONE));
      fails(Reason.KEY_NOT_FOUND, () -> keys.disable(KEY));
    }
  }

  @Test
  void many_keys_are_listed_once_each() {
    for (int i = 0; i < 205; i++) {
      keys.create(new KeyId("key-%03d".formatted(i)));
    }
    keys.rotate(KEY);
    var listed = keys.list();
    assertEquals(206, listed.size());
    assertEquals("1", listed.getFirst().version());
    assertEquals(206, listed.stream().map(key -> key.key()).distinct().count());
  }
}
