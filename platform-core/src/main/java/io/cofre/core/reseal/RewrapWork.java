package io.cofre.core.reseal;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.core.job.JobBatch;
import io.cofre.core.job.JobResult;
import io.cofre.core.job.JobStep;
import io.cofre.core.job.JobWork;
import io.cofre.core.object.HeldKey;
import io.cofre.core.object.ResealOutcome;
import io.cofre.core.object.ResealScope;
import io.cofre.core.object.Reseals;
import io.cofre.core.seal.Envelope;
import io.cofre.core.seal.Wrapping;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One run of a rewrap.
///
/// The store's own key is looked at where the scope is the whole store and the filter takes it: it
/// is no object, so it is not counted as one that was left out.
///
/// @param reseals does it
/// @param scope where it looks
/// @param filter which keys are taken
/// @param target the new key; the old one where it names none
/// @param dry whether nothing is changed
/// @param newest the versions that wrap now
record RewrapWork(
    Reseals reseals,
    ResealScope scope,
    UnderKey filter,
    UnderKey target,
    boolean dry,
    Newest newest)
    implements JobWork<RewrapOutcome> {
  private static final Troubles<RewrapOutcome> TROUBLES =
      new Troubles<>(RewrapOutcome.CHANGED_MEANWHILE, RewrapOutcome.DAMAGED, RewrapOutcome.FAILED);

  @Override
  public OptionalLong total() throws IOException {
    return OptionalLong.of(reseals.countKeys(scope, takesStoreKey()));
  }

  @Override
  public JobBatch<RewrapOutcome> step(JobStep<RewrapOutcome> step)
      throws IOException, InterruptedException {
    boolean store = step.cursor().isEmpty() && takesStoreKey();
    List<HeldKey> page = reseals.keys(scope, store, step.cursor(), step.limit());
    return step.each(
        page,
        Reseals::cursor,
        key -> TROUBLES.around(key, key.holder().shown(), this::rewrap),
        page.isEmpty());
  }

  private boolean takesStoreKey() throws IOException {
    try {
      return scope.bucket().isEmpty()
          && reseals.storeKey().wrapping().map(this::isTaken).orElse(true);
    } catch (KmsException e) {
      throw new IOException(Troubles.told(e), e);
    }
  }

  private boolean isTaken(Wrapping wrapping) {
    return filter.takes(wrapping, reseals);
  }

  private JobResult<RewrapOutcome> rewrap(HeldKey key) throws IOException {
    if (key.wrapping().isEmpty()) {
      return TROUBLES.damaged(key.holder().shown());
    }
    Wrapping wrapping = key.wrapping().get();
    if (!isTaken(wrapping)) {
      return JobResult.of(RewrapOutcome.FILTERED_OUT, 0);
    }
    Optional<Envelope> envelope = wrapping.kmsEnvelope();
    return envelope.isEmpty()
        ? JobResult.of(RewrapOutcome.CUSTOMER_KEY, 0)
        : JobResult.of(rewrap(key, wrapping, envelope.get()), 0);
  }

  private RewrapOutcome rewrap(HeldKey found, Wrapping wrapping, Envelope now) throws IOException {
    String kms = target.kms().isEmpty() ? now.kms() : target.kms();
    KeyId key = target.key().orElse(now.key().key());
    String version = newest.of(kms, key);
    if (dry) {
      boolean current =
          reseals.isUnder(wrapping, kms, key)
              && !version.isEmpty()
              && now.key().version().equals(version);
      return current ? RewrapOutcome.ALREADY_CURRENT : RewrapOutcome.WOULD_REWRAP;
    }
    ResealOutcome outcome =
        target.key().isEmpty()
            ? reseals.rewrap(found.holder(), version)
            : reseals.rewrap(found.holder(), kms, key, version);
    return switch (outcome) {
      case DONE -> RewrapOutcome.REWRAPPED;
      case CURRENT -> RewrapOutcome.ALREADY_CURRENT;
      case CUSTOMER_KEY -> RewrapOutcome.CUSTOMER_KEY;
      case CHANGED -> RewrapOutcome.CHANGED_MEANWHILE;
    };
  }
}
