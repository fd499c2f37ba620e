package io.cofre.core.keyring;

import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyId;
import io.cofre.core.keyring.AuditedUses.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The administration of keys, which makes the keyring forget what a change concerns.
///
/// A key may have several names (an alias, an ARN), so a change of one makes it forget all of its
/// instance, and what is under way is not kept.
record KeyringAdministration(KeyAdministration kms, KeyStock stock, AuditedUses uses)
    implements KeyAdministration {

  @Override
  public Set<KeyAction> actions() {
    return kms.actions();
  }

  @Override
  public KeyDescription describe(KeyId key) {
    return uses.call(Subject.of(KmsOperation.DESCRIBE, key), () -> kms.describe(key));
  }

  @Override
  public List<KeyDescription> list() {
    Subject all = new Subject(KmsOperation.LIST, Optional.empty(), KeyContext.EMPTY);
    return uses.call(all, kms::list);
  }

  @Override
  public KeyDescription create(KeyId key) {
    return change(KmsOperation.CREATE, key, () -> kms.create(key));
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    return change(KmsOperation.ROTATE, key, () -> kms.rotate(key));
  }

  @Override
  public void enable(KeyId key) {
    change(KmsOperation.ENABLE, key, () -> kms.enable(key));
  }

  @Override
  public void disable(KeyId key) {
    change(KmsOperation.DISABLE, key, () -> kms.disable(key));
  }

  @Override
  public void delete(KeyId key) {
    change(KmsOperation.DELETE, key, () -> kms.delete(key));
  }

  @Override
  public KeyDescription cancelDeletion(KeyId key) {
    return change(KmsOperation.CANCEL_DELETION, key, () -> kms.cancelDeletion(key));
  }

  private void change(KmsOperation operation, KeyId key, Runnable work) {
    change(
        operation,
        key,
        () -> {
          work.run();
          return true;
        });
  }

  private <T> T change(KmsOperation operation, KeyId key, Supplier<T> work) {
    try {
      return uses.call(Subject.of(operation, key), work);
    } finally {
      stock.invalidate(); // also after a failure, which may have come too late to undo the change
    }
  }
}
