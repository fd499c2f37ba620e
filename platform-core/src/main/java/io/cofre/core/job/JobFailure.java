package io.cofre.core.job;

import java.io.Serial;

/// Says why nothing was done with a job; the message is for operators.
public final class JobFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// The reasons there are.
  public enum Reason {
    /// There is no job of that id.
    NO_SUCH_JOB,
    /// There is no such kind of work, or its description is wrong.
    INVALID,
    /// The state of the job does not allow it.
    WRONG_STATE
  }

  private final Reason reason;

  /// Make one.
  public JobFailure(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /// Why.
  public Reason reason() {
    return reason;
  }
}
