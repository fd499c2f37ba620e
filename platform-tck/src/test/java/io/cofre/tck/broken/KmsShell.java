package io.cofre.tck.broken;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyBackup;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsTraits;
import io.cofre.api.kms.Rewrap;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A KMS that does all as another one does; a test overrides what it breaks.
class KmsShell implements Kms {
  final Kms kms;

  KmsShell(Kms kms) {
    this.kms = kms;
  }

  @Override
  public KmsTraits traits() {
    return kms.traits();
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    return kms.wrap(key, dataKey, context);
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    return kms.unwrap(wrapped, context);
  }

  @Override
  public KeyId resolve(KeyId key) {
    return kms.resolve(key);
  }

  @Override
  public Health health() {
    return kms.health();
  }

  @Override
  public Optional<KeyAdministration> administration() {
    return kms.administration();
  }

  @Override
  public Optional<Rewrap> rewrap() {
    return kms.rewrap();
  }

  @Override
  public Optional<KeyBackup> backup() {
    return kms.backup();
  }

  @Override
  public void close() {
    kms.close();
  }

  /// An administration that does all as another one does.
  static class Keys implements KeyAdministration {
    final KeyAdministration keys;

    Keys(KeyAdministration keys) {
      this.keys = keys;
    }

    @Override
    public Set<KeyAction> actions() {
      return keys.actions();
    }

    @Override
    public KeyDescription create(KeyId key) {
      return keys.create(key);
    }

    @Override
    public KeyDescription describe(KeyId key) {
      return keys.describe(key);
    }

    @Override
    public List<KeyDescription> list() {
      return keys.list();
    }

    @Override
    public KeyDescription rotate(KeyId key) {
      return keys.rotate(key);
    }

    @Override
    public void enable(KeyId key) {
      keys.enable(key);
    }

    @Override
    public void disable(KeyId key) {
      keys.disable(key);
    }

    @Override
    public void delete(KeyId key) {
      keys.delete(key);
    }

    @Override
    public KeyDescription cancelDeletion(KeyId key) {
      return keys.cancelDeletion(key);
    }
  }
}
