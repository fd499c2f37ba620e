package io.cofre.core.job;

import io.cofre.core.json.NotJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The jobs there are. Thread-safe.
///
/// @param documents where they are kept
record JobStore(JobDocuments documents) {
  private static final System.Logger LOG = System.getLogger(JobStore.class.getName());

  /// All jobs, the oldest first; one that cannot be read is logged and left out.
  List<Job> all() throws IOException {
    List<Job> jobs = new ArrayList<>();
    for (Map.Entry<String, byte[]> entry : documents.all().entrySet()) {
      try {
        jobs.add(JobCodec.decoded(entry.getValue()));
      } catch (NotJson e) {
        LOG.log(System.Logger.Level.WARNING, "the job " + entry.getKey() + " cannot be read", e);
      }
    }
    jobs.sort(Comparator.comparing((Job job) -> job.dates().created()).thenComparing(Job::id));
    return jobs;
  }

  /// One job.
  ///
  /// @throws JobFailure `NO_SUCH_JOB`
  Job find(String id) throws IOException {
    return documents.find(id).map(JobCodec::decoded).orElseThrow(() -> none(id));
  }

  void create(Job job) throws IOException {
    documents.create(job.id(), JobCodec.encoded(job));
  }

  /// Change a job, and return it as it is now.
  ///
  /// @param change may run more than once; what it throws reaches the caller
  /// @throws JobFailure `NO_SUCH_JOB`
  Job change(String id, UnaryOperator<Job> change) throws IOException {
    return documents
        .change(id, bytes -> JobCodec.encoded(change.apply(JobCodec.decoded(bytes))))
        .map(JobCodec::decoded)
        .orElseThrow(() -> none(id));
  }

  void remove(String id) throws IOException {
    documents.remove(id);
  }

  private static JobFailure none(String id) {
    String shown = id.length() > 64 ? id.substring(0, 64) : id;
    return new JobFailure(JobFailure.Reason.NO_SUCH_JOB, "there is no job " + shown);
  }
}
