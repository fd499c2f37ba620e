package io.cofre.kms.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.kms.http.testing.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Both versions of the KV engine with both seals behind a bad network, and what is left when an
/// operation breaks off between two calls.
class KvFaultsTest {
  abstract static class Rules extends StrikeRules {
    static final KeyId FRESH = new KeyId("fresh");
    static final Fault LOST = new Fault.Cut(30);

    /// Open one that has used its seal.
    Kms opened() {
      Kms kms = byToken();
      keys(kms).create(new KeyId("first"));
      keys(kms).delete(new KeyId("first"));
      return kms;
    }

    /// How many calls come before the write, when a key is created.
    abstract int beforeCreation();

    /// And when one is rotated.
    abstract int beforeRotation();

    @Test
    void a_creation_whose_answer_is_lost_was_done() {
      try (Kms kms = opened()) {
        network.next(beforeCreation(), new Fault.None()).next(LOST);
        fails(Reason.UNAVAILABLE, () -> keys(kms).create(FRESH));
        WrappedKey wrapped = wrap(kms, FRESH);
        fails(Reason.KEY_EXISTS, () -> keys(kms).create(FRESH));
        assertEquals("1", keys(kms).describe(FRESH).version());
        unwrap(kms, wrapped);
      }
    }

    @Test
    void a_creation_that_broke_off_left_no_key() {
      try (Kms kms = opened()) {
        network.next(beforeCreation(), new Fault.None()).next(new Fault.Reset());
        fails(Reason.UNAVAILABLE, () -> keys(kms).create(FRESH));
        says("has no key at", fails(Reason.KEY_NOT_FOUND, () -> wrap(kms, FRESH)));
        fails(Reason.KEY_NOT_FOUND, () -> keys(kms).describe(FRESH));
        fails(Reason.KEY_NOT_FOUND, () -> keys(kms).rotate(FRESH));
        assertEquals(List.of(KEY), keys(kms).list().stream().map(found -> found.key()).toList());
        assertEquals("1", keys(kms).create(FRESH).version());
      }
    }

    @Test
    void a_rotation_whose_answer_is_lost_was_done() {
      try (Kms kms = opened()) {
        WrappedKey first = wrap(kms);
        network.next(beforeRotation(), new Fault.None()).next(LOST);
        fails(Reason.UNAVAILABLE, () -> keys(kms).rotate(KEY));
        WrappedKey second = wrap(kms);
        assertEquals("2", second.version());
        assertEquals("3", keys(kms).rotate(KEY).version());
        unwrap(kms, first);
        unwrap(kms, second);
      }
    }
  }

  abstract static class Version2 extends Rules {
    private static final String PATH = "cofre/cofre";

    @Test
    void a_write_that_comes_late_is_told_from_the_one_after_it() {
      try (Kms kms = opened()) {
        WrappedKey first = wrap(kms);
        vault.kv.holdNextWrite();
        fails(Reason.UNAVAILABLE, () -> keys(kms).rotate(KEY));
        assertEquals("1", wrap(kms).version());
        says(
            "cannot serve now (400): check-and-set parameter did not match the current version",
            fails(Reason.UNAVAILABLE, () -> keys(kms).rotate(KEY)));
        WrappedKey second = wrap(kms);
        assertEquals("2", second.version());
        assertEquals("3", keys(kms).rotate(KEY).version());
        unwrap(kms, first);
        unwrap(kms, second);
      }
    }

    @Test
    void of_two_that_create_at_once_the_second_does_not_rotate() {
      try (Kms kms = opened()) {
        vault.kv.beforeNextConfiguration(
            () -> vault.kv.putVersion("cofre/fresh", "1", "local:another"));
        fails(Reason.UNAVAILABLE, () -> keys(kms).create(FRESH));
        assertEquals("1", keys(kms).describe(FRESH).version());
        fails(Reason.KEY_EXISTS, () -> keys(kms).create(FRESH));
      }
    }

    @Test
    void a_write_that_nobody_confirms_is_not_taken_for_done() {
      try (Kms kms = opened()) {
        for (String body : List.of("{}", "{\"data\":{\"version\":7}}", "<html>")) {
          network.next(beforeRotation(), new Fault.None());
          network.next(Fault.Instead.status(200, "", body));
          says("", fails(Reason.UNEXPECTED, () -> keys(kms).rotate(KEY)));
        }
        assertEquals("1", wrap(kms).version());
      }
    }

    @Test
    void a_clock_that_is_slow_does_not_hide_that_a_key_is_disabled() {
      try (Kms kms = opened()) {
        keys(kms).disable(KEY);
        now.set(START.minusSeconds(30));
        assertEquals(State.DISABLED, keys(kms).describe(KEY).state());
        now.set(START.minusSeconds(90)); // it is to be deleted later
        assertEquals(State.ENABLED, keys(kms).describe(KEY).state());
      }
    }

    @Test
    void a_rotation_counts_no_version_that_was_destroyed_already() throws IOException {
      try (Kms kms = opened()) {
        keys(kms).rotate(KEY);
        vault.kv.post("secret/metadata/" + PATH, "{\"max_versions\":2}");
        fails(Reason.UNSUPPORTED, () -> keys(kms).rotate(KEY));
        vault.kv.post("secret/destroy/" + PATH, "{\"versions\":[1]}");
        assertEquals("3", keys(kms).rotate(KEY).version());
      }
    }

    @Test
    void an_answer_of_another_version_is_not_held_against_the_wrapped_key() {
      try (Kms kms = opened()) {
        WrappedKey first = wrap(kms);
        keys(kms).rotate(KEY);
        String second = vault.kv.value(PATH, 2);
        String answer =
            "{\"data\":{\"data\":{\"2\":\"%s\"},\"metadata\":{\"version\":2,\"destroyed\":false}}}"
                .formatted(second);
        network.next(Fault.Instead.status(200, "", answer));
        says("version 2", fails(Reason.UNEXPECTED, () -> unwrap(kms, first)));
        unwrap(kms, first);
      }
    }
  }

  @Nested
  class Version2SealedByTransit extends Version2 {
    @Override
    List<String> engine() {
      return List.of("engine", "kv-v2", "seal-transit-key", "sealing");
    }

    @Override
    int beforeCreation() {
      return 4;
    }

    @Override
    int beforeRotation() {
      return 2;
    }

    @Test
    void a_seal_that_is_refused_is_told_with_its_path() {
      try (Kms kms = opened()) {
        WrappedKey wrapped = wrap(kms);
        vault.tokens.put(FakeVault.ROOT, Set.of("transit/decrypt/"));
        says(
            "refused the token (403): the policy lacks update on transit/decrypt/sealing",
            fails(Reason.ACCESS_DENIED, () -> unwrap(kms, wrapped)));
      }
    }
  }

  @Nested
  class Version2SealedHere extends Version2 {
    @Override
    List<String> engine() {
      return List.of("engine", "kv-v2", "seal-key", KvContractTest.SEAL_KEY);
    }

    @Override
    int beforeCreation() {
      return 3;
    }

    @Override
    int beforeRotation() {
      return 1;
    }
  }

  abstract static class Version1 extends Rules {
    @Test
    void a_write_that_is_not_read_again_is_told_and_was_done() {
      try (Kms kms = opened()) {
        WrappedKey first = wrap(kms);
        network.next(beforeRotation() + 1, new Fault.None()).next(LOST);
        fails(Reason.UNAVAILABLE, () -> keys(kms).rotate(KEY));
        assertEquals("2", wrap(kms).version());
        unwrap(kms, first);
      }
    }

    @Test
    void a_write_that_did_not_happen_is_not_taken_for_done() {
      try (Kms kms = opened()) {
        network.next(beforeRotation(), new Fault.None());
        network.next(Fault.Instead.status(200, "", "{}"));
        says(
            "has another version at kv1/cofre/cofre meanwhile: try again",
            fails(Reason.UNAVAILABLE, () -> keys(kms).rotate(KEY)));
        assertEquals("1", wrap(kms).version());
      }
    }
  }

  @Nested
  class Version1SealedByTransit extends Version1 {
    @Override
    List<String> engine() {
      return List.of("engine", "kv-v1", "mount", "kv1", "seal-transit-key", "sealing");
    }

    @Override
    int beforeCreation() {
      return 4;
    }

    @Override
    int beforeRotation() {
      return 3;
    }
  }

  @Nested
  class Version1SealedHere extends Version1 {
    @Override
    List<String> engine() {
      return List.of("engine", "kv-v1", "mount", "kv1", "seal-key", KvContractTest.SEAL_KEY);
    }

    @Override
    int beforeCreation() {
      return 3;
    }

    @Override
    int beforeRotation() {
      return 2;
    }
  }
}
