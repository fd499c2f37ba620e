package io.cofre.core.job;

import java.time.Instant;

/// A job as it is kept. Immutable.
///
/// @param id its id
/// @param order what is to be done
/// @param state where it is in its life
/// @param reason why it failed; empty otherwise
/// @param cursor where it goes on
/// @param tally what it did so far
/// @param dates when
/// @param lease who runs it
record Job(
    String id,
    JobOrder order,
    JobState state,
    String reason,
    String cursor,
    JobTally tally,
    JobDates dates,
    JobLease lease) {

  /// The same in another state that an operator wants; whoever runs it keeps its lease until it
  /// notices.
  Job in(JobState wanted, Instant now) {
    JobDates when = wanted.ended() ? dates.ended(now) : dates.updated(now);
    return new Job(id, order, wanted, "", cursor, tally, when, lease);
  }

  Job running(JobLease taken, Instant now) {
    return new Job(id, order, JobState.RUNNING, "", cursor, tally, dates.started(now), taken);
  }

  Job counted(JobTally known) {
    return new Job(id, order, state, reason, cursor, known, dates, lease);
  }

  Job leased(JobLease other) {
    return new Job(id, order, state, reason, cursor, tally, dates, other);
  }

  <O extends Enum<O>> Job advanced(JobBatch<O> batch, Instant now) {
    return new Job(
        id,
        order,
        state,
        reason,
        batch.cursor(),
        tally.plus(batch.results()),
        dates.updated(now),
        lease);
  }

  Job ended(JobState how, String why, Instant now) {
    return new Job(id, order, how, why, cursor, tally, dates.ended(now), JobLease.NONE);
  }

  /// Whether a node may run it now.
  boolean claimable(JobLease wanted, Instant now) {
    return (state == JobState.QUEUED || state == JobState.RUNNING) && lease.free(wanted, now);
  }
}
