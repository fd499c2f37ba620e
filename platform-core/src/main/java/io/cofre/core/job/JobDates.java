package io.cofre.core.job;

import java.time.Instant;
import java.util.Optional;

/// When a job did what.
///
/// @param created when it was ordered
/// @param started when it first ran
/// @param updated when it last changed
/// @param ended when it was finished, failed or cancelled
record JobDates(
    Instant created, Optional<Instant> started, Instant updated, Optional<Instant> ended) {

  static JobDates created(Instant now) {
    return new JobDates(now, Optional.empty(), now, Optional.empty());
  }

  JobDates started(Instant now) {
    return new JobDates(created, Optional.of(started.orElse(now)), now, Optional.empty());
  }

  JobDates updated(Instant now) {
    return new JobDates(created, started, now, ended);
  }

  JobDates ended(Instant now) {
    return new JobDates(created, started, now, Optional.of(now));
  }
}
