package io.cofre.tck.fake;

import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The administration of a KMS in memory.
///
/// @param open fails when the instance it came from is closed
record MemoryKeyAdministration(MemoryKeys keys, Runnable open) implements KeyAdministration {

  @Override
  public Set<KeyAction> actions() {
    return EnumSet.allOf(KeyAction.class);
  }

  @Override
  public KeyDescription create(KeyId key) {
    open.run();
    return keys.create(key).describe(key);
  }

  @Override
  public KeyDescription describe(KeyId key) {
    open.run();
    return keys.find(key).describe(key);
  }

  @Override
  public List<KeyDescription> list() {
    open.run();
    return keys.ids().stream().map(id -> keys.find(id).describe(id)).toList();
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    open.run();
    return keys.change(key, MemoryKey::rotated).describe(key);
  }

  @Override
  public void enable(KeyId key) {
    open.run();
    keys.change(key, k -> k.in(State.ENABLED));
  }

  @Override
  public void disable(KeyId key) {
    open.run();
    keys.change(key, k -> k.in(State.DISABLED));
  }

  @Override
  public void delete(KeyId key) {
    open.run();
    keys.change(key, k -> k.in(State.PENDING_DELETION));
  }

  @Override
  public KeyDescription cancelDeletion(KeyId key) {
    open.run();
    return keys.change(key, k -> k.in(State.ENABLED)).describe(key);
  }
}
