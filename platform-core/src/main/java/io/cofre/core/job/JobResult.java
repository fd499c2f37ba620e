package io.cofre.core.job;

import java.util.Optional;

/// What became of one object.
///
/// @param outcome how it is counted
/// @param bytes how many bytes were worked on
/// @param trouble what went wrong, if it did
public record JobResult<O extends Enum<O>>(O outcome, long bytes, Optional<JobTrouble> trouble) {

  /// It went well.
  public static <O extends Enum<O>> JobResult<O> of(O outcome, long bytes) {
    return new JobResult<>(outcome, bytes, Optional.empty());
  }

  /// It went wrong.
  public static <O extends Enum<O>> JobResult<O> failed(O outcome, String name, String reason) {
    return new JobResult<>(outcome, 0, Optional.of(new JobTrouble(name, reason)));
  }
}
