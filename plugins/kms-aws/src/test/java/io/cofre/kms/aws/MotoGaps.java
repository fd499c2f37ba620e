package io.cofre.kms.aws;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.KmsTraits;
import io.cofre.api.kms.Rewrap;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Our KMS in front of moto, without what moto does not do as AWS does: it wraps with keys that are
/// disabled or pending deletion, tells no versions, and answers a blob whose key id was changed
/// with a bare AccessDenied. The strict double tests all of that.
record MotoGaps(Kms kms) implements Kms {
  @Override
  public KmsTraits traits() {
    return kms.traits();
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    return kms.wrap(key, dataKey, context);
  }

  @Override
  public GeneratedKey generate(KeyId key, KeyContext context) {
    return kms.generate(key, context);
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    try {
      return kms.unwrap(wrapped, context);
    } catch (KmsException e) {
      throw e.reason() == Reason.ACCESS_DENIED
          ? new KmsException(Reason.NOT_AUTHENTIC, e.getMessage())
          : e;
    }
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
  public Optional<Rewrap> rewrap() {
    return kms.rewrap();
  }

  @Override
  public Optional<KeyAdministration> administration() {
    return kms.administration().map(Administration::new);
  }

  @Override
  public void close() {
    kms.close();
  }

  private record Administration(KeyAdministration keys) implements KeyAdministration {
    @Override
    public Set<KeyAction> actions() {
      return Set.of(KeyAction.CREATE);
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
      throw unsupported();
    }

    @Override
    public void enable(KeyId key) {
      throw unsupported();
    }

    @Override
    public void disable(KeyId key) {
      throw unsupported();
    }

    @Override
    public void delete(KeyId key) {
      throw unsupported();
    }

    private static KmsException unsupported() {
      return new KmsException(Reason.UNSUPPORTED, "moto");
    }
  }
}
