package io.cofre.core.keyring;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.WrappedKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The KMS instances of a server, each made resilient ([ResilientKms]) and with a cache of the data
/// keys that it gave.
///
/// - A cached key answers without a call. It leaves the cache after a time since the KMS gave it,
///   after a number of uses, when the cache is full, and when its key is changed through this
///   keyring or the KMS refuses it; it is wiped then, also when nobody calls. A key that was
///   switched off elsewhere therefore works no longer than the cache's time.
/// - A key is found by everything it was asked for with: instance, key id, version, wrapped bytes,
///   context. A wrapped key under another context is not found.
/// - Callers who miss the same key at once share one call. Its failure fails them and is not
///   remembered.
/// - No call of one instance waits for another instance.
///
/// Thread-safe and blocking. Failures are [KmsException].
public final class Keyring implements AutoCloseable {
  private static final Duration OFTEN = Duration.ofSeconds(10);
  private final Map<String, KeyringKms> instances = new TreeMap<>();
  private final Cleaner cleaner;

  /// Make one over open instances, which stay the caller's and are closed after this.
  ///
  /// @param instances by configured name
  /// @param audit is told of each use of a key
  /// @param meter is told of each call of a KMS
  public Keyring(
      Map<String, Kms> instances, KeyringSettings settings, KmsAudit audit, KmsMeter meter) {
    this(instances, settings, audit, meter, new Pace.OfSystem(), new Pace.OfSystem());
  }

  /// Make one with times of its own.
  ///
  /// @param cleaning the pace of the cleaner alone
  Keyring(
      Map<String, Kms> instances,
      KeyringSettings settings,
      KmsAudit audit,
      KmsMeter meter,
      Pace pace,
      Pace cleaning) {
    instances.forEach((name, kms) -> {
      ResilientCalls calls = new ResilientCalls(name, settings, meter, pace);
      this.instances.put(
          name,
          new KeyringKms(
              new ResilientKms(kms, calls),
              new KeyStock(name, settings, pace),
              new AuditedUses(name, audit, pace)));
    });
    Duration quarter = settings.cacheTime().dividedBy(4);
    Duration interval = quarter.compareTo(OFTEN) < 0 ? quarter : OFTEN;
    this.cleaner = new Cleaner("keyring-cleaner", interval, cleaning, this::sweep);
  }

  /// Unwrap a data key, from the cache where it has it.
  ///
  /// @return a copy, which the caller closes
  public DataKey unwrap(String kms, WrappedKey wrapped, KeyContext context) {
    return instance(kms).unwrap(wrapped, context);
  }

  /// Make a data key and wrap it: always a call, for a fresh key is wanted. The cache keeps a copy
  /// for those who unwrap it next.
  public GeneratedKey generate(String kms, KeyId key, KeyContext context) {
    return instance(kms).generate(key, context);
  }

  /// Return a key that the KMS made for this context, the same one for a time and a number of uses.
  ///
  /// To unwrap it later, [#unwrap] takes its wrapped form and the same context.
  ///
  /// @return a copy, which the caller closes
  public BucketKey bucketKey(String kms, KeyId key, KeyContext context) {
    return instance(kms).bucketKey(key, context);
  }

  /// An instance as the keyring offers it: its `unwrap` is cached, changes of keys through its
  /// administration are heeded, and everything is audited. Closing it closes nothing.
  ///
  /// @throws KmsException with `KEY_NOT_FOUND` if there is none of this name
  public Kms kms(String name) {
    return instance(name);
  }

  /// Forget all that a key of an instance wrapped; calls under way bring nothing into the cache.
  ///
  /// @param key as it was written when it was used; other names of the same key are not known here
  public void invalidate(String kms, KeyId key) {
    instance(kms).stock().invalidate(key);
  }

  /// Forget all keys of an instance.
  public void invalidate(String kms) {
    instance(kms).stock().invalidate();
  }

  /// What happened since the start, one record for each instance in the order of the names.
  public List<KeyringFigures> figures() {
    return instances.values().stream().map(KeyringKms::figures).toList();
  }

  /// Wipe what is too old.
  void sweep() {
    instances.values().forEach(one -> one.stock().sweep());
  }

  /// Wipe the cache; afterwards nothing is found in it and `unwrap` and `bucketKey` fail with
  /// `UNAVAILABLE`. Idempotent.
  @Override
  public void close() {
    cleaner.close();
    instances.values().forEach(one -> one.stock().close());
  }

  private KeyringKms instance(String name) {
    KeyringKms kms = instances.get(name);
    if (kms == null) {
      throw new KmsException(
          Reason.KEY_NOT_FOUND, "no KMS is configured by the name %s".formatted(name));
    }
    return kms;
  }
}
