package io.cofre.core.job;

import java.time.Instant;

/// The right to run a job.
///
/// @param node the name of the node that has it; empty for nobody
/// @param run the one run that has it: a random name of the life of that node, a point, a number
/// @param until when it ends, unless it is renewed
record JobLease(String node, String run, Instant until) {
  static final JobLease NONE = new JobLease("", "", Instant.EPOCH);

  /// Whether a run has it.
  boolean of(String one) {
    return run.equals(one);
  }

  private String life() {
    return run.substring(0, Math.max(0, run.indexOf('.')));
  }

  /// Whether a node may take it: nobody has it, it ended, or an earlier life of the same node had
  /// it.
  boolean free(JobLease wanted, Instant now) {
    return node.isEmpty()
        || !until.isAfter(now)
        || (node.equals(wanted.node) && !life().equals(wanted.life()));
  }
}
