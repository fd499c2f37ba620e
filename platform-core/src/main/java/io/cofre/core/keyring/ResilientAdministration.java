package io.cofre.core.keyring;

import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyId;
import java.util.List;
import java.util.Set;

/// The administration of keys: what only reads is tried again, what changes is asked for once.
record ResilientAdministration(KeyAdministration plugin, ResilientCalls calls)
    implements KeyAdministration {

  @Override
  public Set<KeyAction> actions() {
    return plugin.actions();
  }

  @Override
  public KeyDescription describe(KeyId key) {
    return calls.call(KmsOperation.DESCRIBE, () -> plugin.describe(key));
  }

  @Override
  public List<KeyDescription> list() {
    return calls.call(KmsOperation.LIST, plugin::list);
  }

  @Override
  public KeyDescription create(KeyId key) {
    return calls.once(KmsOperation.CREATE, () -> plugin.create(key));
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    return calls.once(KmsOperation.ROTATE, () -> plugin.rotate(key));
  }

  @Override
  public void enable(KeyId key) {
    calls.once(KmsOperation.ENABLE, done(() -> plugin.enable(key)));
  }

  @Override
  public void disable(KeyId key) {
    calls.once(KmsOperation.DISABLE, done(() -> plugin.disable(key)));
  }

  @Override
  public void delete(KeyId key) {
    calls.once(KmsOperation.DELETE, done(() -> plugin.delete(key)));
  }

  @Override
  public KeyDescription cancelDeletion(KeyId key) {
    return calls.once(KmsOperation.CANCEL_DELETION, () -> plugin.cancelDeletion(key));
  }

  private static java.util.function.Supplier<Boolean> done(Runnable work) {
    return () -> {
      work.run();
      return true;
    };
  }
}
