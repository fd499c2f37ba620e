package io.cofre.core.keyring;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyBackup;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsTraits;
import io.cofre.api.kms.Rewrap;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import io.cofre.core.keyring.AuditedUses.Subject;
import java.util.Optional;
import java.util.function.Supplier;

/// One KMS instance as the keyring offers it: resilient, cached, audited.
///
/// @param kms the resilient instance
/// @param stock its cached keys
/// @param uses its audit
record KeyringKms(ResilientKms kms, KeyStock stock, AuditedUses uses) implements Kms {

  @Override
  public KmsTraits traits() {
    return kms.traits();
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    Subject subject = Subject.of(KmsOperation.WRAP, key, context);
    return uses.call(subject, () -> heeding(key, () -> kms.wrap(key, dataKey, context)));
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    Fingerprint by = Fingerprint.ofUnwrapping(wrapped, context);
    Supplier<GeneratedKey> fetch = () -> new GeneratedKey(kms.unwrap(wrapped, context), wrapped);
    return uses.use(
        Subject.of(KmsOperation.UNWRAP, wrapped.key(), context),
        served -> stock.obtain(by, wrapped.key(), fetch, served).plain());
  }

  @Override
  public GeneratedKey generate(KeyId key, KeyContext context) {
    Subject subject = Subject.of(KmsOperation.GENERATE, key, context);
    return uses.call(subject, () -> heeding(key, () -> made(key, context)));
  }

  BucketKey bucketKey(KeyId key, KeyContext context) {
    Fingerprint by = Fingerprint.ofBucketKey(key, context);
    GeneratedKey found =
        uses.use(
            Subject.of(KmsOperation.GENERATE, key, context),
            served -> stock.obtain(by, key, () -> made(key, context), served));
    return new BucketKey(found.plain(), found.wrapped());
  }

  /// Generate a key, and keep it for those who will unwrap it.
  private GeneratedKey made(KeyId key, KeyContext context) {
    long since = stock.generation();
    GeneratedKey made = kms.generate(key, context);
    stock.keep(Fingerprint.ofUnwrapping(made.wrapped(), context), made, since);
    return made;
  }

  private <T> T heeding(KeyId key, Supplier<T> work) {
    try {
      return work.get();
    } catch (KmsException e) {
      stock.refused(key, e.reason());
      throw e;
    }
  }

  @Override
  public KeyId resolve(KeyId key) {
    return uses.call(Subject.of(KmsOperation.DESCRIBE, key), () -> kms.resolve(key));
  }

  @Override
  public Health health() {
    return kms.health();
  }

  @Override
  public Optional<KeyAdministration> administration() {
    return kms.administration().map(inner -> new KeyringAdministration(inner, stock, uses));
  }

  @Override
  public Optional<Rewrap> rewrap() {
    return kms.rewrap()
        .map(inner ->
            (wrapped, from, key, to) ->
                uses.call(
                    Subject.of(KmsOperation.REWRAP, key, to),
                    () -> heeding(key, () -> inner.rewrap(wrapped, from, key, to))));
  }

  @Override
  public Optional<KeyBackup> backup() {
    return kms.backup().map(inner -> new KeyringBackup(inner, stock, uses));
  }

  /// Closes nothing: the instance is its opener's.
  @Override
  public void close() {}

  KeyringFigures figures() {
    return stock.figures(kms.calls());
  }
}
