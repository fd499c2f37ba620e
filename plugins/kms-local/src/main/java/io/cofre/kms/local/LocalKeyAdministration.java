package io.cofre.kms.local;

import module cofre.api;
import module java.base;

import io.cofre.api.kms.KeyDescription.State;

/// Administers the keys of a folder.
///
/// A deleted key leaves a file without keyset behind, so that none is ever made again under its
/// name.
record LocalKeyAdministration(KeyFolder keys) implements KeyAdministration {

  /// A deletion is done at once and cannot be taken back.
  @Override
  public Set<KeyAction> actions() {
    return Set.of(KeyAction.CREATE, KeyAction.ROTATE, KeyAction.DISABLE, KeyAction.DELETE);
  }

  @Override
  public KeyDescription create(KeyId key) {
    return keys.create(key).describe();
  }

  @Override
  public KeyDescription describe(KeyId key) {
    return keys.read(key).describe();
  }

  @Override
  public List<KeyDescription> list() {
    return keys.all().stream()
        .filter(key -> !key.isDeleted())
        .map(KeyRecord::describe)
        .sorted(Comparator.comparing(description -> description.key().value()))
        .toList();
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    return keys.change(key, KeyRecord::rotated).describe();
  }

  @Override
  public void enable(KeyId key) {
    keys.change(key, record -> record.with(State.ENABLED));
  }

  @Override
  public void disable(KeyId key) {
    keys.change(key, record -> record.with(State.DISABLED));
  }

  @Override
  public void delete(KeyId key) {
    keys.change(key, KeyRecord::deleted);
  }
}
