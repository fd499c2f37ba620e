package io.cofre.kms.azure;

import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Administers the keys of a vault or HSM.
record AzureKeyAdministration(VaultKeys keys, Algorithm algorithm) implements KeyAdministration {

  @Override
  public Set<KeyAction> actions() {
    return EnumSet.allOf(KeyAction.class);
  }

  /// The service would add a version to a key that exists, so it is looked for first.
  @Override
  public KeyDescription create(KeyId key) {
    try {
      boolean deleted = keys.describe(key).state() == State.PENDING_DELETION;
      throw new KmsException(
          deleted ? Reason.KEY_PENDING_DELETION : Reason.KEY_EXISTS,
          "Azure at %s has a key %s already%s"
              .formatted(keys.vault(), key, deleted ? ", deleted: recover or purge it" : ""));
    } catch (KmsException e) {
      if (e.reason() != Reason.KEY_NOT_FOUND) {
        throw e;
      }
    }
    return keys.create(key, algorithm);
  }

  @Override
  public KeyDescription describe(KeyId key) {
    return keys.describe(key);
  }

  @Override
  public List<KeyDescription> list() {
    return keys.names().stream().sorted().map(name -> keys.describe(new KeyId(name))).toList();
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    return keys.rotate(key);
  }

  @Override
  public void enable(KeyId key) {
    keys.enable(key, true);
  }

  @Override
  public void disable(KeyId key) {
    keys.enable(key, false);
  }

  @Override
  public void delete(KeyId key) {
    keys.delete(key);
  }

  @Override
  public KeyDescription cancelDeletion(KeyId key) {
    return keys.recover(key);
  }
}
