package io.cofre.tck;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyBackup;
import io.cofre.api.kms.KeyBackup.Outcome;
import io.cofre.api.kms.KeyBackup.Restored;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Copies of keys and their return: K19 and K20.
@SuppressWarnings("MemberName") // tests begin with the number of their rule
abstract class KmsBackupRules extends KmsLifeRules {
  private static final Secret PASSPHRASE = Secret.of("correct horse battery staple");

  @Test
  void K19_a_restored_key_unwraps_what_was_wrapped_before() {
    Kms kms = kms();
    KeyBackup backup = backup(kms);
    Kms empty = empty();
    try (DataKey key = dataKey()) {
      List<WrappedKey> wrapped = new ArrayList<>();
      wrapped.add(kms.wrap(key(), key, CONTEXT));
      KeyId fresh = freshKey(administration(kms));
      wrapped.add(kms.wrap(fresh, key, CONTEXT));
      if (kms.traits().rotates() && administration(kms).actions().contains(KeyAction.ROTATE)) {
        administration(kms).rotate(fresh);
        wrapped.add(kms.wrap(fresh, key, CONTEXT));
      }
      List<Restored> report = backup(empty).restore(backup.export(PASSPHRASE), PASSPHRASE, false);
      for (KeyId one : List.of(key(), fresh)) {
        Rule.K19.holds(
            report.contains(new Restored(one, Outcome.RESTORED)),
            () -> one + " was not restored: " + report);
      }
      wrapped.forEach(one -> unwraps(Rule.K19, empty, one, CONTEXT, key));
      unwraps(Rule.K19, empty, empty.wrap(fresh, key, CONTEXT), CONTEXT, key);
    } catch (io.cofre.api.kms.KmsException e) {
      Rule.K19.holds(false, () -> "it failed with " + e);
    }
  }

  @Test
  void K19_a_disabled_key_stays_disabled() {
    Kms kms = kms();
    KeyBackup backup = backup(kms);
    Kms empty = empty();
    KeyAdministration keys = administration(kms);
    requireAction(keys, KeyAction.DISABLE);
    KeyId fresh = freshKey(keys);
    keys.disable(fresh);
    backup(empty).restore(backup.export(PASSPHRASE), PASSPHRASE, false);
    State state =
        administration(empty).list().stream()
            .filter(description -> description.key().equals(fresh))
            .map(KeyDescription::state)
            .findFirst()
            .orElse(State.PENDING_DELETION);
    Rule.K19.same(State.DISABLED, state, "the state of a restored key");
  }

  @Test
  void K20_another_passphrase_opens_nothing() {
    KeyBackup backup = backup(kms());
    Kms empty = empty();
    byte[] exported = backup.export(PASSPHRASE);
    Secret other = Secret.of("correct horse battery stable");
    Rule.K20.failsWith(
        Reason.NOT_AUTHENTIC,
        "restoring with another passphrase",
        () -> backup(empty).restore(exported, other, false));
    Rule.K20.same(List.of(), administration(empty).list(), "the keys afterwards");
  }

  @Test
  void K20_changed_bytes_open_nothing() {
    KeyBackup backup = backup(kms());
    Kms empty = empty();
    byte[] exported = backup.export(PASSPHRASE);
    for (int at : new int[] {0, exported.length / 2, exported.length - 1}) {
      byte[] changed = exported.clone();
      changed[at] ^= 1;
      refused(empty, changed, "a changed byte at " + at);
    }
    for (int length : new int[] {0, 1, exported.length / 2, exported.length - 1}) {
      refused(empty, Arrays.copyOf(exported, length), "a cut to " + length + " bytes");
    }
    refused(empty, Arrays.copyOf(exported, exported.length + 1), "a byte more");
    Rule.K20.same(List.of(), administration(empty).list(), "the keys afterwards");
  }

  private static void refused(Kms empty, byte[] changed, String what) {
    Rule.K20.failsWith(
        Reason.NOT_AUTHENTIC,
        "restoring with " + what,
        () -> backup(empty).restore(changed, PASSPHRASE, false));
  }

  @Test
  void K20_a_dry_run_changes_nothing() {
    KeyBackup backup = backup(kms());
    Kms empty = empty();
    byte[] exported = backup.export(PASSPHRASE);
    List<Restored> promised = backup(empty).restore(exported, PASSPHRASE, true);
    Rule.K20.same(List.of(), administration(empty).list(), "the keys after a dry run");
    Rule.K20.holds(
        promised.contains(new Restored(key(), Outcome.RESTORED)),
        () -> "a dry run does not tell of " + key() + ": " + promised);
  }

  @Test
  void K20_a_key_that_is_there_stays_as_it_is() {
    Kms kms = kms();
    KeyBackup backup = backup(kms);
    KeyAdministration keys = administration(kms);
    requireAction(keys, KeyAction.ROTATE);
    KeyId fresh = freshKey(keys);
    byte[] exported = backup.export(PASSPHRASE);
    keys.rotate(fresh);
    KeyDescription before = keys.describe(fresh);
    try (DataKey key = dataKey()) {
      WrappedKey wrapped = kms.wrap(fresh, key, CONTEXT);
      List<Restored> report = backup.restore(exported, PASSPHRASE, false);
      Rule.K20.holds(
          report.stream().allMatch(one -> one.outcome() == Outcome.KEPT),
          () -> "restoring where all is there said " + report);
      Rule.K20.same(before, keys.describe(fresh), "the key afterwards");
      unwraps(Rule.K20, kms, wrapped, CONTEXT, key);
    }
  }

  private Kms empty() {
    Optional<Kms> empty = openEmpty();
    Assumptions.assumeTrue(empty.isPresent(), "no empty KMS can be had here");
    return closedLater(empty.orElseThrow());
  }

  private static KeyBackup backup(Kms kms) {
    Optional<KeyBackup> facet = kms.backup();
    Assumptions.assumeTrue(
        facet.isPresent(), "this KMS makes no backups, and says so by an empty Optional");
    return facet.orElseThrow();
  }
}
