package io.cofre.kms.local;

import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import java.util.Comparator;
import java.util.List;

/// Administers the keys of a folder.
///
/// A deleted key leaves a file without keyset behind, so that none is ever made again under its
/// name.
record LocalKeyAdministration(KeyFolder keys) implements KeyAdministration {

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
        .map(KeyRecord::describe)
        .sorted(Comparator.comparing(description -> description.key().value()))
        .toList();
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    return keys.change(key, record -> record.with(Keysets.rotated(record.keyset()))).describe();
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
