package io.cofre.core.reseal;

import io.cofre.core.job.JobBatch;
import io.cofre.core.job.JobResult;
import io.cofre.core.job.JobStep;
import io.cofre.core.job.JobWork;
import io.cofre.core.object.ByteGate;
import io.cofre.core.object.ResealScope;
import io.cofre.core.object.ResealTarget;
import io.cofre.core.object.Reseals;
import io.cofre.core.object.SealedObject;
import io.cofre.core.object.record.Mode;
import io.cofre.core.object.record.ObjectRecord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One run of sealing anew.
///
/// @param reseals does it
/// @param scope the objects that are looked at
/// @param from the objects of these that are taken
/// @param target how they are sealed then
/// @param force whether also those are taken that are sealed so already
/// @param dry whether nothing is changed
record ReencryptWork(
    Reseals reseals,
    ResealScope scope,
    Choice from,
    ResealTarget target,
    boolean force,
    boolean dry)
    implements JobWork<ReencryptOutcome> {
  private static final Troubles<ReencryptOutcome> TROUBLES =
      new Troubles<>(
          ReencryptOutcome.CHANGED_MEANWHILE, ReencryptOutcome.DAMAGED, ReencryptOutcome.FAILED);

  @Override
  public OptionalLong total() throws IOException {
    return OptionalLong.of(reseals.count(scope));
  }

  @Override
  public JobBatch<ReencryptOutcome> step(JobStep<ReencryptOutcome> step)
      throws IOException, InterruptedException {
    List<SealedObject> page = reseals.page(scope, step.cursor(), step.limit());
    ByteGate gate = step::spend;
    return step.each(
        page,
        Reseals::cursor,
        object -> TROUBLES.around(object, object.shown(), one -> reencrypt(one, gate)),
        page.size() < step.limit());
  }

  private JobResult<ReencryptOutcome> reencrypt(SealedObject object, ByteGate gate)
      throws IOException {
    Optional<ObjectRecord> clear = object.clear();
    if (clear.isEmpty()) {
      return TROUBLES.damaged(object.shown());
    }
    if (!from.takes(clear.get(), reseals)) {
      return JobResult.of(ReencryptOutcome.FILTERED_OUT, 0);
    }
    if (clear.get().sealing().mode() == Mode.CUSTOMER) {
      return JobResult.of(ReencryptOutcome.CUSTOMER_KEY, 0);
    }
    if (!force && reseals.isSealed(object, target)) {
      return JobResult.of(ReencryptOutcome.ALREADY_AS_WANTED, 0);
    }
    if (dry) {
      return JobResult.of(ReencryptOutcome.WOULD_REENCRYPT, clear.get().size());
    }
    return switch (reseals.reencrypt(object.name(), target, gate)) {
      case DONE -> JobResult.of(ReencryptOutcome.REENCRYPTED, clear.get().size());
      case CURRENT -> JobResult.of(ReencryptOutcome.ALREADY_AS_WANTED, 0);
      case CUSTOMER_KEY -> JobResult.of(ReencryptOutcome.CUSTOMER_KEY, 0);
      case CHANGED -> JobResult.of(ReencryptOutcome.CHANGED_MEANWHILE, 0);
    };
  }
}
