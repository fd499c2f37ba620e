package io.cofre.core.reseal;

import io.cofre.api.kms.KeyId;
import io.cofre.core.job.JobBatch;
import io.cofre.core.job.JobResult;
import io.cofre.core.job.JobStep;
import io.cofre.core.job.JobWork;
import io.cofre.core.object.ResealOutcome;
import io.cofre.core.object.ResealScope;
import io.cofre.core.object.Reseals;
import io.cofre.core.object.SealedObject;
import io.cofre.core.object.record.ObjectRecord;
import io.cofre.core.object.record.Sealing;
import io.cofre.core.seal.Envelope;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One run of a rewrap.
///
/// @param reseals does it
/// @param scope the objects that are looked at
/// @param filter the objects of these that are taken
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
    return OptionalLong.of(reseals.count(scope));
  }

  @Override
  public JobBatch<RewrapOutcome> step(JobStep<RewrapOutcome> step)
      throws IOException, InterruptedException {
    List<SealedObject> page = reseals.page(scope, step.cursor(), step.limit());
    return step.each(
        page,
        Reseals::cursor,
        object -> TROUBLES.around(object, this::rewrap),
        page.size() < step.limit());
  }

  private JobResult<RewrapOutcome> rewrap(SealedObject object) throws IOException {
    Optional<ObjectRecord> clear = object.clear();
    if (clear.isEmpty()) {
      return TROUBLES.damaged(object);
    }
    Sealing sealing = clear.get().sealing();
    if (!filter.takes(sealing, reseals)) {
      return JobResult.of(RewrapOutcome.FILTERED_OUT, 0);
    }
    Optional<Envelope> envelope = sealing.envelope();
    return envelope.isEmpty()
        ? JobResult.of(RewrapOutcome.CUSTOMER_KEY, 0)
        : JobResult.of(rewrap(object, sealing, envelope.get()), 0);
  }

  private RewrapOutcome rewrap(SealedObject object, Sealing sealing, Envelope now)
      throws IOException {
    String kms = target.kms().isEmpty() ? now.kms() : target.kms();
    KeyId key = target.key().orElse(now.key().key());
    String version = newest.of(kms, key);
    if (dry) {
      boolean current =
          reseals.isUnder(sealing, kms, key)
              && !version.isEmpty()
              && now.key().version().equals(version);
      return current ? RewrapOutcome.ALREADY_CURRENT : RewrapOutcome.WOULD_REWRAP;
    }
    ResealOutcome outcome =
        target.key().isEmpty()
            ? reseals.rewrap(object.name(), version)
            : reseals.rewrap(object.name(), kms, key, version);
    return switch (outcome) {
      case DONE -> RewrapOutcome.REWRAPPED;
      case CURRENT -> RewrapOutcome.ALREADY_CURRENT;
      case CUSTOMER_KEY -> RewrapOutcome.CUSTOMER_KEY;
      case CHANGED -> RewrapOutcome.CHANGED_MEANWHILE;
    };
  }
}
