package io.cofre.core.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.core.job.JobFailure.Reason;
import io.cofre.core.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The jobs of a store, of which this node runs some. Thread-safe.
///
/// A job runs on one node at a time, at most two on each. After a crash it goes on at its last
/// checkpoint: at once when the same node starts again, else when its lease of a minute has ended.
/// The last hundred ended jobs are kept. What is shown is a JSON object, described by [JobView].
public final class Jobs implements AutoCloseable {
  private static final long TICK_SECONDS = 10;
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final int KEPT = 100;
  private static final Set<JobState> OPEN = EnumSet.of(JobState.QUEUED, JobState.RUNNING);
  private static final Set<JobState> STOPPED = EnumSet.of(JobState.PAUSED, JobState.FAILED);
  private final JobStore store;
  private final JobKinds kinds;
  private final JobTime time;
  private final JobScheduler scheduler;
  private final Semaphore wake = new Semaphore(0);
  private final Thread ticker;
  private volatile boolean closed;

  private Jobs(JobDocuments documents, List<JobKind<?>> kinds, String node, JobTime time) {
    this.store = new JobStore(documents);
    this.kinds = JobKinds.of(kinds);
    this.time = time;
    this.scheduler = new JobScheduler(store, this.kinds, node, time, wake::release);
    this.ticker = Thread.ofVirtual().name("cofre-jobs").unstarted(this::tick);
  }

  /// Begin to run jobs.
  ///
  /// @param documents where they are kept
  /// @param kinds the kinds of work this node can do
  /// @param node the name of this node; no other node of the store has it
  public static Jobs start(
      JobDocuments documents, List<JobKind<?>> kinds, String node, JobTime time) {
    Jobs jobs = new Jobs(documents, kinds, node, time);
    jobs.ticker.start();
    return jobs;
  }

  private void tick() {
    try {
      while (!closed) {
        scheduler.tick();
        boolean _ = wake.tryAcquire(TICK_SECONDS, TimeUnit.SECONDS);
        wake.drainPermits();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// All jobs, the oldest first.
  public List<JsonNode> list() throws IOException {
    return store.all().stream().<JsonNode>map(JobView::shown).toList();
  }

  /// One job.
  ///
  /// @throws JobFailure `NO_SUCH_JOB`
  public JsonNode show(String id) throws IOException {
    return JobView.shown(store.find(id));
  }

  /// Order a job; it begins as soon as a node is free.
  ///
  /// @throws JobFailure `INVALID` if there is no such kind
  /// @throws io.cofre.core.json.WrongField if its description is wrong
  public JsonNode order(JobOrder order) throws IOException {
    JobTally tally = kinds.zero(order.kind());
    byte[] description = order.description().getBytes(StandardCharsets.UTF_8);
    var _ = kinds.find(order.kind()).prepare(StrictJson.read(description));
    Instant now = time.now();
    String id = "%011x".formatted(now.toEpochMilli()) + JobScheduler.random().substring(0, 5);
    Job job =
        new Job(id, order, JobState.QUEUED, "", "", tally, JobDates.created(now), JobLease.NONE);
    store.create(job);
    forgetOld();
    wake.release();
    return JobView.shown(job);
  }

  /// Stop a job for now, behind the objects that are under way.
  ///
  /// @throws JobFailure `NO_SUCH_JOB`, or `WRONG_STATE` unless it waits or runs
  public JsonNode pause(String id) throws IOException {
    return change(id, OPEN, JobState.PAUSED);
  }

  /// Let a paused or failed job go on.
  ///
  /// @throws JobFailure `NO_SUCH_JOB`, or `WRONG_STATE`
  public JsonNode resume(String id) throws IOException {
    return change(id, STOPPED, JobState.QUEUED);
  }

  /// End a job for good; what it did stays done.
  ///
  /// @throws JobFailure `NO_SUCH_JOB`, or `WRONG_STATE` if it has ended
  public JsonNode cancel(String id) throws IOException {
    Set<JobState> from = EnumSet.copyOf(OPEN);
    from.addAll(STOPPED);
    return change(id, from, JobState.CANCELLED);
  }

  private JsonNode change(String id, Set<JobState> from, JobState to) throws IOException {
    Job job =
        store.change(
            id,
            current -> {
              if (!from.contains(current.state())) {
                throw new JobFailure(
                    Reason.WRONG_STATE,
                    "the job is " + current.state().word() + "; this is not for it");
              }
              return current.in(to, time.now());
            });
    scheduler.changed(id);
    wake.release();
    return JobView.shown(job);
  }

  private void forgetOld() throws IOException {
    List<Job> ended = store.all().stream().filter(job -> job.state().ended()).toList();
    for (Job job : ended.subList(0, Math.max(0, ended.size() - KEPT))) {
      store.remove(job.id());
    }
  }

  /// Let what runs here stop behind the objects under way; another start goes on with it.
  @Override
  public void close() {
    closed = true;
    wake.release();
    scheduler.close(GRACE);
    try {
      ticker.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
