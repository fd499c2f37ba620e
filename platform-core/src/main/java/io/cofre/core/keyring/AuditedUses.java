package io.cofre.core.keyring;

import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.core.keyring.KmsUse.Served;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Leaves a record of each use of one KMS instance, whether it succeeds or not.
record AuditedUses(String kms, KmsAudit audit, Pace pace) {

  /// What is done with which key.
  ///
  /// @param key empty where the operation concerns all keys
  record Subject(KmsOperation operation, Optional<KeyId> key, KeyContext context) {

    static Subject of(KmsOperation operation, KeyId key, KeyContext context) {
      return new Subject(operation, Optional.of(key), context);
    }

    /// The administration of a key.
    static Subject of(KmsOperation operation, KeyId key) {
      return of(operation, key, KeyContext.EMPTY);
    }
  }

  <T> T call(Subject subject, Supplier<T> work) {
    return use(subject, _ -> work.get());
  }

  /// Do something that may be served by the cache.
  ///
  /// @param work tells where its answer comes from
  <T> T use(Subject subject, Function<Consumer<Served>, T> work) {
    long begin = pace.nanos();
    AtomicReference<Served> served = new AtomicReference<>(Served.CALL);
    try {
      T value = work.apply(served::set);
      note(subject, served.get(), Optional.empty(), begin);
      return value;
    } catch (KmsException e) {
      note(subject, served.get(), Optional.of(e.reason()), begin);
      throw e;
    }
  }

  private void note(Subject subject, Served served, Optional<Reason> failure, long begin) {
    audit.used(
        new KmsUse(
            kms,
            subject.operation(),
            subject.key(),
            subject.context(),
            served,
            failure,
            Duration.ofNanos(pace.nanos() - begin)));
  }
}
