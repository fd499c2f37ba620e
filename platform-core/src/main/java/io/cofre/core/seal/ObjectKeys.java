package io.cofre.core.seal;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.cipher.NotAuthentic;
import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.util.Optional;

/// Makes and opens object keys with the configured KMS instances. Thread-safe.
///
/// A KMS that does not bind contexts gets them bound by [ContextBinding]. Failures are
/// [KmsException].
public final class ObjectKeys {
  private final KeySource source;
  private final String defaultKms;
  private final KeyId defaultKey;

  /// Make one over open KMS instances, which stay the caller's.
  ///
  /// @param source the instances
  /// @param defaultKms the name of the one that wraps the keys of the service
  /// @param defaultKey the key there
  /// @throws KmsException if no instance has the default's name
  public ObjectKeys(KeySource source, String defaultKms, KeyId defaultKey) {
    this.source = source;
    this.defaultKms = defaultKms;
    this.defaultKey = defaultKey;
    var _ = source.kms(defaultKms);
  }

  /// The plan of the service's own keys: the platform's default KMS and key.
  public KeyPlan.ByKms service() {
    return new KeyPlan.ByKms(defaultKms, defaultKey);
  }

  /// Whether the key ids of an instance are Amazon resource names.
  public boolean knowsArns(String kms) {
    return source.kms(kms).traits().arns();
  }

  /// Which key of an instance a name means now; the name itself where it means none, or there is no
  /// such instance any more.
  public KeyId resolve(String kms, KeyId key) {
    try {
      return source.kms(kms).resolve(key);
    } catch (KmsException e) {
      if (e.reason() == Reason.KEY_NOT_FOUND) {
        return key;
      }
      throw e;
    }
  }

  /// Make a key for a new object version.
  public ObjectKey generate(KeyPlan plan, KeyFacts facts) {
    return switch (plan) {
      case KeyPlan.ByKms(String kms, KeyId key) -> generate(kms, key, facts.context());
      case KeyPlan.ByBucketKey _, KeyPlan.ByCustomer _ -> {
        DataKey plain = DataKey.random();
        boolean complete = false;
        try {
          ObjectKey made = new ObjectKey(plain, wrap(plan, facts, plain));
          complete = true;
          yield made;
        } finally {
          if (!complete) {
            plain.close();
          }
        }
      }
    };
  }

  /// Wrap the key of an object version another way.
  public Wrapping wrap(KeyPlan plan, KeyFacts facts, DataKey plain) {
    return switch (plan) {
      case KeyPlan.ByKms(String kms, KeyId key) ->
          new Wrapping.ByKms(wrap(kms, key, plain, facts.context()));
      case KeyPlan.ByBucketKey(String kms, KeyId key) -> {
        try (GeneratedKey bucketKey = source.bucketKey(kms, key, facts.bucketContext())) {
          yield new Wrapping.ByBucketKey(
              new Envelope(kms, bucketKey.wrapped()),
              KeyWrap.BUCKET.seal(bucketKey.plain(), plain, facts.context()));
        }
      }
      case KeyPlan.ByCustomer(DataKey customer) ->
          new Wrapping.ByCustomer(KeyWrap.CUSTOMER.seal(customer, plain, facts.context()));
    };
  }

  /// Wrap the key of an object version another way without opening it here, where one KMS wraps it
  /// now and will, and can do so itself.
  public Optional<Wrapping> rewrap(Wrapping wrapping, KeyFacts from, KeyPlan plan, KeyFacts facts) {
    return wrapping instanceof Wrapping.ByKms(Envelope now)
            && plan instanceof KeyPlan.ByKms(String kms, KeyId key)
        ? rewrap(now, from.context(), kms, key, facts.context()).map(Wrapping.ByKms::new)
        : Optional.empty();
  }

  Optional<Envelope> rewrap(Envelope now, KeyContext from, String kms, KeyId key, KeyContext to) {
    if (!now.kms().equals(kms) || ContextBinding.isBound(now.key())) {
      return Optional.empty();
    }
    Kms instance = source.kms(kms);
    if (!instance.traits().bindsContext()) {
      return Optional.empty();
    }
    return instance
        .rewrap()
        .map(inside -> inside.rewrap(now.key(), from, key, to))
        .map(rewrapped -> new Envelope(kms, rewrapped));
  }

  /// Open a key that the client's key is not needed for.
  public DataKey open(Wrapping wrapping, KeyFacts facts) {
    return switch (wrapping) {
      case Wrapping.ByKms(Envelope envelope) -> open(envelope, facts.context());
      case Wrapping.ByBucketKey(Envelope envelope, SealedKey sealed) -> {
        // Bound to the object in any case, whether or not the KMS binds it to the bucket as well.
        try (DataKey bucketKey =
            source.kms(envelope.kms()).unwrap(envelope.key(), facts.bucketContext())) {
          yield KeyWrap.BUCKET.open(bucketKey, sealed, facts.context());
        } catch (NotAuthentic e) {
          throw new KmsException(
              Reason.NOT_AUTHENTIC, "a wrapped key does not belong to what it is stored with", e);
        }
      }
      case Wrapping.ByCustomer _ ->
          throw new KmsException(Reason.ACCESS_DENIED, "the key of the client is needed");
    };
  }

  /// Open a key with the client's.
  ///
  /// @throws NotAuthentic if it is another key, or of another object version
  public DataKey open(Wrapping.ByCustomer wrapping, DataKey customer, KeyFacts facts) {
    return KeyWrap.CUSTOMER.open(customer, wrapping.key(), facts.context());
  }

  /// Create the default key where it is missing and the KMS lets us; for a store that is empty, as
  /// a key that was lost must not come back under its name with other bytes.
  ///
  /// @return whether it was created
  public boolean createDefaultKey() {
    return source
        .kms(defaultKms)
        .administration()
        .filter(keys -> createIfMissing(keys))
        .isPresent();
  }

  Envelope generateWrapped(KeyContext context) {
    try (GeneratedKey made = binding(defaultKms).generate(defaultKey, context)) {
      return new Envelope(defaultKms, made.wrapped());
    }
  }

  Envelope wrap(String kms, KeyId key, DataKey plain, KeyContext context) {
    return new Envelope(kms, binding(kms).wrap(key, plain, context));
  }

  private ObjectKey generate(String kms, KeyId key, KeyContext context) {
    GeneratedKey made = binding(kms).generate(key, context);
    return new ObjectKey(made.plain(), new Wrapping.ByKms(new Envelope(kms, made.wrapped())));
  }

  DataKey open(Envelope envelope, KeyContext context) {
    return binding(envelope.kms()).unwrap(envelope.key(), context);
  }

  private ContextBinding binding(String kms) {
    return new ContextBinding(source.kms(kms));
  }

  private boolean createIfMissing(KeyAdministration administration) {
    try {
      administration.describe(defaultKey);
      return false;
    } catch (KmsException e) {
      if (e.reason() != Reason.KEY_NOT_FOUND) {
        throw e;
      }
    }
    try {
      administration.create(defaultKey);
      return true;
    } catch (KmsException e) {
      if (e.reason() != Reason.KEY_EXISTS) { // another node was first
        throw e;
      }
      return false;
    }
  }
}
