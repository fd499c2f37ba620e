package io.cofre.tck;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.Rewrap;
import io.cofre.api.kms.WrappedKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// What every KMS keeps: K1 to K21 of [Kms], [KeyAdministration], [Rewrap] and
/// [io.cofre.api.kms.KeyBackup].
///
/// A subclass implements `open()` and `key()`, and overrides `openUnreachable()`, `openEmpty()`,
/// `secrets()`, `unknownKey()` and `disabledKey()` where they mean something for its KMS. What a
/// connection cannot do is skipped when it says so by an empty `Optional` or by its traits. Keys
/// that tests make are deleted again where the KMS allows it.
///
/// @since 0.1
@SuppressWarnings("MemberName") // tests begin with the number of their rule
public abstract class KmsContract extends KmsBackupRules {
  private static final KeyContext OTHER = KeyContext.of(Map.of("bucket", "elsewhere"));

  /// Made by JUnit, once for each test.
  protected KmsContract() {}

  @Test
  void K11_a_created_key_is_listed_described_and_usable() {
    Kms kms = kms();
    KeyAdministration keys = administration(kms);
    requireAction(keys, KeyAction.CREATE);
    KeyId wanted = unknownKey();
    deleteLater(wanted);
    KeyDescription created = keys.create(wanted);
    Rule.K11.same(wanted, created.key(), "the key that was created");
    Rule.K11.same(State.ENABLED, created.state(), "the state of a created key");
    Rule.K11.same(created, keys.describe(wanted), "its description");
    Rule.K11.holds(listed(keys, wanted), () -> wanted + " is not in " + ids(keys));
    try (DataKey key = dataKey()) {
      unwraps(Rule.K11, kms, kms.wrap(wanted, key, CONTEXT), CONTEXT, key);
    } catch (KmsException e) {
      Rule.K11.holds(false, () -> "wrapping under a created key failed: " + e);
    }
  }

  @Test
  void K11_the_list_is_sorted() {
    KeyAdministration keys = administration(kms());
    for (int i = 0; i < 5; i++) {
      freshKey(keys);
    }
    List<String> ids = ids(keys);
    Rule.K11.same(ids.stream().sorted(Comparator.naturalOrder()).toList(), ids, "the list");
  }

  @Test
  void K11_a_created_key_is_seen_by_every_instance() {
    KeyId fresh = freshKey(administration(kms()));
    KeyAdministration others = administration(kms());
    Rule.K11.holds(listed(others, fresh), () -> fresh + " is not in " + ids(others));
  }

  @Test
  void K11_what_was_never_created_is_not_found() {
    KeyAdministration keys = administration(kms());
    KeyId unknown = unknownKey();
    Rule.K11.failsWith(Reason.KEY_NOT_FOUND, "describe", () -> keys.describe(unknown));
    Rule.K11.holds(!listed(keys, unknown), () -> unknown + " is listed");
  }

  @Test
  void K12_a_key_that_exists_cannot_be_created() {
    Kms kms = kms();
    KeyAdministration keys = administration(kms);
    KeyId fresh = freshKey(keys);
    KeyDescription before = keys.describe(fresh);
    try (DataKey key = dataKey()) {
      WrappedKey wrapped = kms.wrap(fresh, key, CONTEXT);
      Rule.K12.failsWith(Reason.KEY_EXISTS, "creating it again", () -> keys.create(fresh));
      Rule.K12.same(before, keys.describe(fresh), "its description after that");
      unwraps(Rule.K12, kms, wrapped, CONTEXT, key);
    }
  }

  @Test
  void K13_keys_wrapped_before_a_rotation_still_unwrap() {
    Kms kms = kms();
    KeyAdministration keys = administration(kms);
    Assumptions.assumeTrue(kms.traits().rotates(), "the traits say that its keys do not rotate");
    requireAction(keys, KeyAction.ROTATE);
    KeyId fresh = freshKey(keys);
    try (DataKey key = dataKey()) {
      WrappedKey first = kms.wrap(fresh, key, CONTEXT);
      KeyDescription rotated = keys.rotate(fresh);
      WrappedKey second = kms.wrap(fresh, key, CONTEXT);
      KeyDescription again = keys.rotate(fresh);
      Rule.K13.holds(
          !rotated.version().equals(again.version()),
          () -> "two rotations gave the version " + again.version());
      for (WrappedKey wrapped : List.of(first, second, kms.wrap(fresh, key, CONTEXT))) {
        unwraps(Rule.K13, kms, wrapped, CONTEXT, key);
        unwraps(Rule.K13, kms(), wrapped, CONTEXT, key);
      }
    }
  }

  @Test
  void K13_a_kms_that_does_not_rotate_says_so() {
    Kms kms = kms();
    KeyAdministration keys = administration(kms);
    Assumptions.assumeFalse(kms.traits().rotates(), "the traits say that its keys rotate");
    KeyId fresh = freshKey(keys);
    Rule.K13.failsWith(KmsException.class, "rotating", () -> keys.rotate(fresh));
  }

  @Test
  void K14_a_disabled_key_does_nothing_until_it_is_enabled() {
    Kms kms = kms();
    KeyAdministration keys = administration(kms);
    requireAction(keys, KeyAction.DISABLE);
    KeyId fresh = freshKey(keys);
    try (DataKey key = dataKey()) {
      WrappedKey wrapped = kms.wrap(fresh, key, CONTEXT);
      keys.disable(fresh);
      Rule.K14.same(State.DISABLED, keys.describe(fresh).state(), "the state when disabled");
      Rule.K14.failsWith(
          Reason.KEY_DISABLED, "wrapping when disabled", () -> kms.wrap(fresh, key, CONTEXT));
      Rule.K14.failsWith(
          Reason.KEY_DISABLED, "unwrapping when disabled", () -> kms.unwrap(wrapped, CONTEXT));
      keys.enable(fresh);
      Rule.K14.same(State.ENABLED, keys.describe(fresh).state(), "the state when enabled");
      unwraps(Rule.K14, kms, wrapped, CONTEXT, key);
      unwraps(Rule.K14, kms, kms.wrap(fresh, key, CONTEXT), CONTEXT, key);
    }
  }

  @Test
  void K5_a_deleted_key_awaits_its_deletion_or_is_gone() {
    Kms kms = kms();
    KeyAdministration keys = administration(kms);
    requireAction(keys, KeyAction.CREATE);
    requireAction(keys, KeyAction.DELETE);
    KeyId fresh = keys.create(unknownKey()).key();
    try (DataKey key = dataKey()) {
      WrappedKey wrapped = kms.wrap(fresh, key, CONTEXT);
      keys.delete(fresh);
      Reason promised = reasonOf(keys, fresh);
      Rule.K5.failsWith(promised, "wrapping when deleted", () -> kms.wrap(fresh, key, CONTEXT));
      Rule.K5.failsWith(
          promised, "unwrapping when deleted", () -> kms.unwrap(wrapped, CONTEXT).close());
    }
  }

  private static Reason reasonOf(KeyAdministration keys, KeyId deleted) {
    try {
      State state = keys.describe(deleted).state();
      Rule.K5.same(State.PENDING_DELETION, state, "the state of a deleted key");
      return Reason.KEY_PENDING_DELETION;
    } catch (KmsException e) {
      Rule.K5.same(Reason.KEY_NOT_FOUND, e.reason(), "the reason for a deleted key");
      return Reason.KEY_NOT_FOUND;
    }
  }

  @Test
  void K15_a_rewrapped_key_unwraps_under_the_new_context() {
    Kms kms = kms();
    Rewrap rewrap = rewrap(kms);
    try (DataKey key = dataKey()) {
      WrappedKey before = kms.wrap(key(), key, CONTEXT);
      WrappedKey after = rewrap.rewrap(before, CONTEXT, key(), OTHER);
      unwraps(Rule.K15, kms, after, OTHER, key);
      unwraps(Rule.K15, kms, before, CONTEXT, key);
      if (kms.traits().bindsContext()) {
        Rule.K15.failsWith(
            Reason.NOT_AUTHENTIC,
            "unwrapping the new wrap with the old context",
            () -> kms.unwrap(after, CONTEXT).close());
        Rule.K15.failsWith(
            Reason.NOT_AUTHENTIC,
            "rewrapping from another context",
            () -> rewrap.rewrap(before, OTHER, key(), OTHER));
      }
    }
  }

  @Test
  void K15_rewraps_under_another_key() {
    Kms kms = kms();
    Rewrap rewrap = rewrap(kms);
    KeyId fresh = freshKey(administration(kms));
    try (DataKey key = dataKey()) {
      WrappedKey after = rewrap.rewrap(kms.wrap(key(), key, CONTEXT), CONTEXT, fresh, CONTEXT);
      KeyId named = kms.wrap(fresh, key, CONTEXT).key(); // an alias may be named as what it is
      Rule.K15.same(named, after.key(), "the key named by the new wrap");
      unwraps(Rule.K15, kms, after, CONTEXT, key);
    }
  }

  @Test
  void K15_refuses_what_it_did_not_wrap() {
    Kms kms = kms();
    Rewrap rewrap = rewrap(kms);
    try (DataKey key = dataKey()) {
      byte[] changed = kms.wrap(key(), key, CONTEXT).bytes();
      changed[changed.length / 2] ^= 1;
      Rule.K15.failsWith(
          Reason.NOT_AUTHENTIC,
          "rewrapping a changed wrap",
          () -> rewrap.rewrap(new WrappedKey(key(), changed), CONTEXT, key(), CONTEXT));
    }
  }

  @Test
  void K16_an_action_that_is_not_named_is_refused() {
    Kms kms = kms();
    KeyAdministration keys = administration(kms);
    Set<KeyAction> actions = keys.actions();
    for (KeyAction action : KeyAction.values()) {
      if (!actions.contains(action)) {
        Rule.K16.failsWith(Reason.UNSUPPORTED, action.name(), () -> tried(keys, action));
        try (DataKey key = dataKey()) {
          unwraps(Rule.K16, kms, kms.wrap(key(), key, CONTEXT), CONTEXT, key);
        } catch (KmsException e) {
          Rule.K16.holds(false, () -> "after " + action + " wrapping failed: " + e);
        }
      }
    }
  }

  private void tried(KeyAdministration keys, KeyAction action) {
    switch (action) {
      case CREATE -> keys.create(unknownKey());
      case ROTATE -> keys.rotate(key());
      case DISABLE -> keys.disable(key());
      case DELETE -> keys.delete(key());
      case CANCEL_DELETION -> keys.cancelDeletion(key());
    }
  }

  @Test
  void K17_a_wrap_names_the_newest_version_or_none() {
    Kms kms = kms();
    KeyAdministration keys = administration(kms);
    try (DataKey key = dataKey()) {
      String named = kms.wrap(key(), key, CONTEXT).version();
      if (!named.isEmpty()) {
        Rule.K17.same(keys.describe(key()).version(), named, "the version in a wrap");
      }
      if (kms.traits().rotates()
          && keys.actions().containsAll(Set.of(KeyAction.CREATE, KeyAction.ROTATE))) {
        KeyId fresh = freshKey(keys);
        String rotated = keys.rotate(fresh).version();
        String after = kms.wrap(fresh, key, CONTEXT).version();
        Rule.K17.same(named.isEmpty() ? "" : rotated, after, "the version after a rotation");
      }
    }
  }

  @Test
  void K18_a_cancelled_deletion_keeps_the_key() {
    Kms kms = kms();
    KeyAdministration keys = administration(kms);
    requireAction(keys, KeyAction.DELETE);
    requireAction(keys, KeyAction.CANCEL_DELETION);
    KeyId fresh = freshKey(keys);
    try (DataKey key = dataKey()) {
      WrappedKey wrapped = kms.wrap(fresh, key, CONTEXT);
      keys.delete(fresh);
      State state = keys.cancelDeletion(fresh).state();
      Rule.K18.holds(state != State.PENDING_DELETION, () -> "the state afterwards is " + state);
      if (state == State.DISABLED) {
        keys.enable(fresh);
      }
      unwraps(Rule.K18, kms, wrapped, CONTEXT, key);
    }
  }

  @Test
  void K21_a_wrapped_key_names_its_key_by_any_of_its_names() {
    namesIt(key());
  }

  @Test
  void K21_a_created_key_is_named_by_any_of_its_names() {
    namesIt(freshKey(administration(kms())));
  }

  private void namesIt(KeyId wanted) {
    Kms kms = kms();
    try (DataKey key = dataKey()) {
      KeyId named = kms.wrap(wanted, key, CONTEXT).key();
      KeyId resolved = kms.resolve(wanted);
      Rule.K21.same(resolved, kms.resolve(named), "what the name in a wrap resolves to");
      Rule.K21.same(resolved, kms.resolve(resolved), "what the id itself resolves to");
      Rule.K21.same(resolved, kms().resolve(wanted), "what another instance says");
    }
  }

  @Test
  void K21_two_keys_do_not_resolve_to_one() {
    Kms kms = kms();
    KeyId fresh = freshKey(administration(kms));
    KeyId one = kms.resolve(key());
    Rule.K21.holds(!one.equals(kms.resolve(fresh)), () -> key() + " and " + fresh + " are " + one);
  }

  @Test
  void K21_a_disabled_key_resolves_too() {
    Kms kms = kms();
    KeyAdministration keys = administration(kms);
    requireAction(keys, KeyAction.DISABLE);
    KeyId fresh = freshKey(keys);
    KeyId before = kms.resolve(fresh);
    keys.disable(fresh);
    Rule.K21.same(before, kms.resolve(fresh), "what it resolves to when disabled");
  }

  private static Rewrap rewrap(Kms kms) {
    Optional<Rewrap> facet = kms.rewrap();
    Assumptions.assumeTrue(
        facet.isPresent(), "this KMS does not rewrap, and says so by an empty Optional");
    return facet.orElseThrow();
  }

  private static boolean listed(KeyAdministration keys, KeyId wanted) {
    return ids(keys).contains(wanted.value());
  }

  private static List<String> ids(KeyAdministration keys) {
    return keys.list().stream().map(description -> description.key().value()).toList();
  }
}
