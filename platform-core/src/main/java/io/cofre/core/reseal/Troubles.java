package io.cofre.core.reseal;

import io.cofre.api.kms.KmsException;
import io.cofre.core.job.JobResult;
import io.cofre.core.job.JobStep.Work;
import io.cofre.core.object.model.ObjectFailure;
import java.io.IOException;
import java.util.Locale;

/// How failures that concern one object are counted.
///
/// @param <O> the outcomes there are
/// @param changed it was written or deleted meanwhile
/// @param damaged it does not open
/// @param failed anything else
record Troubles<O extends Enum<O>>(O changed, O damaged, O failed) {

  /// Work on something.
  ///
  /// @param shown its name as operators read it
  /// @throws IOException if it may go well a little later
  <T> JobResult<O> around(T item, String shown, Work<T, O> work)
      throws IOException, InterruptedException {
    try {
      return work.work(item);
    } catch (ObjectFailure e) {
      return of(shown, e);
    } catch (KmsException e) {
      if (e.reason().retryable()) {
        throw new IOException(told(e), e);
      }
      return JobResult.failed(failed, shown, told(e));
    }
  }

  /// It is damaged as far as a survey sees.
  JobResult<O> damaged(String shown) {
    return JobResult.failed(damaged, shown, "its record is damaged");
  }

  private JobResult<O> of(String shown, ObjectFailure e) {
    ObjectFailure.Reason reason = e.reason();
    if (reason == ObjectFailure.Reason.NO_SUCH_BUCKET
        || reason == ObjectFailure.Reason.NO_SUCH_KEY
        || reason == ObjectFailure.Reason.CONFLICT) {
      return JobResult.of(changed, 0);
    }
    O outcome = reason == ObjectFailure.Reason.DAMAGED ? damaged : failed;
    return JobResult.failed(outcome, shown, String.valueOf(e.getMessage()));
  }

  static String told(KmsException e) {
    String reason = e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return "the KMS says %s: %s".formatted(reason, e.getMessage());
  }
}
