package io.cofre.core.job;

import java.io.IOException;
import java.util.OptionalLong;

/// Work in steps.
///
/// A step may run again from the same cursor, after a crash or a failure: it finds out what is done
/// already. One thread at a time.
///
/// @param <O> the outcomes there are
public interface JobWork<O extends Enum<O>> {

  /// How many objects there will be, if that is known; asked once at the beginning.
  ///
  /// @throws IOException if the job cannot begin for now
  default OptionalLong total() throws IOException {
    return OptionalLong.empty();
  }

  /// Do some more.
  ///
  /// @throws IOException if the job cannot go on for now: the step is tried again some times, later
  ///   and later; then the job has failed, and an operator may resume it
  JobBatch<O> step(JobStep<O> step) throws IOException, InterruptedException;
}
