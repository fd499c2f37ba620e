package io.cofre.core.job;

import java.util.List;

/// A job of painting, and nodes to run it.
abstract class JobFixture {
  final FakeTime time = new FakeTime();
  final MemoryDocuments documents = new MemoryDocuments();

  static JobOptions options(int batch, int workers) {
    return new JobOptions(0, 0, workers, batch);
  }

  static JobOrder red(JobOptions options) {
    return new JobOrder("paint", "{\"colour\":\"red\"}", options);
  }

  Job queued(Painting kind, JobOptions options) throws Exception {
    Job job =
        new Job(
            "job",
            red(options),
            JobState.QUEUED,
            "",
            "",
            JobTally.zero(kind.outcomes()),
            JobDates.created(time.now()),
            JobLease.NONE);
    new JobStore(documents.reopen()).create(job);
    return job;
  }

  /// Begin to run the job, as the scheduler of a node does.
  JobRun<Painting.Outcome> run(Painting kind, MemoryDocuments seen, String node, String run)
      throws Exception {
    JobStore store = new JobStore(seen);
    JobLease lease = new JobLease(node, run, time.now().plus(JobRun.LEASE));
    Job taken =
        store.change(
            "job", job -> job.claimable(lease, time.now()) ? job.running(lease, time.now()) : job);
    return new JobRun<>(taken, kind, store, time);
  }

  Job now() throws Exception {
    return new JobStore(documents.reopen()).find("job");
  }

  static List<Long> counts(Job job) {
    return List.of(
        job.tally().counts().get("painted"),
        job.tally().counts().get("was-painted"),
        job.tally().counts().get("rotten"));
  }
}
