package io.cofre.core.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.core.json.StrictJson;
import io.cofre.core.json.WrongField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/// One node running one job, step by step, until it is done or is to stop.
///
/// After each step the cursor and the counts are written together, and only as long as this run has
/// the lease: a run that was slow or forgotten changes nothing. Used by one thread, but for [#stop]
/// and [#beat].
final class JobRun<O extends Enum<O>> {
  private static final System.Logger LOG = System.getLogger(JobRun.class.getName());
  static final Duration LEASE = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 8;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private final JobKind<O> kind;
  private final JobStore store;
  private final JobTime time;
  private final JobLease lease;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Pace pace;
  private Job job;
  private int failures;

  /// Make one.
  ///
  /// @param job with the lease of this run
  JobRun(Job job, JobKind<O> kind, JobStore store, JobTime time) {
    this.job = job;
    this.kind = kind;
    this.store = store;
    this.time = time;
    this.lease = job.lease();
    this.pace = Pace.of(job.order().options(), time, stop);
  }

  String id() {
    return job.id();
  }

  /// Let it end behind the items that are under way.
  void stop() {
    stop.countDown();
  }

  boolean stopping() {
    return stop.getCount() == 0;
  }

  /// Renew the lease, and see whether somebody wants the job to stop.
  void beat() {
    try {
      Job now = store.change(job.id(), current -> ours(current) ? renewed(current) : current);
      if (!ours(now) || now.state() != JobState.RUNNING) {
        stop();
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "the lease of job " + job.id() + " is not renewed", e);
    }
  }

  /// Run it.
  void run() {
    try {
      Optional<JobWork<O>> work = prepared();
      while (work.isPresent() && goesOn()) {
        step(work.get());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean goesOn() {
    return ours(job) && job.state() == JobState.RUNNING;
  }

  private Optional<JobWork<O>> prepared() throws InterruptedException {
    try {
      JsonNode said = StrictJson.read(job.order().description().getBytes(StandardCharsets.UTF_8));
      return Optional.of(kind.prepare(said));
    } catch (WrongField e) {
      end("its description is not understood: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "job " + job.id() + " cannot begin", e);
      end("it cannot begin: %s; the log says more".formatted(e.getClass().getSimpleName()));
    }
    return Optional.empty();
  }

  private void step(JobWork<O> work) throws InterruptedException {
    try {
      if (job.cursor().isEmpty() && job.tally().total().isEmpty()) {
        OptionalLong total = work.total();
        job = job.counted(job.tally().of(total));
      }
      checkpoint(work.step(new RunningStep<>(job.cursor(), job.order().options(), pace)));
      failures = 0;
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
  }

  private void checkpoint(JobBatch<O> batch) throws IOException {
    JobTally counted = job.tally();
    boolean stopped = stopping();
    job =
        store.change(
            job.id(),
            current -> {
              if (!ours(current)) {
                return current;
              }
              Job next = current.counted(counted).advanced(batch, time.now());
              if (batch.last() && next.state() != JobState.CANCELLED) {
                return next.ended(JobState.FINISHED, "", time.now());
              }
              if (next.state() != JobState.RUNNING) {
                return next.leased(JobLease.NONE);
              }
              return stopped
                  ? next.in(JobState.QUEUED, time.now()).leased(JobLease.NONE)
                  : renewed(next);
            });
  }

  /// Try again later, or give up; what was written in doubt is read again.
  private void failed(Exception e) throws InterruptedException {
    failures++;
    LOG.log(
        System.Logger.Level.WARNING,
        "job %s failed, attempt %d of %d".formatted(job.id(), failures, ATTEMPTS),
        e);
    if (failures >= ATTEMPTS) {
      String why = e instanceof IOException ? ": " + e.getMessage() : "";
      end("%s%s; the log says more".formatted(e.getClass().getSimpleName(), why));
      return;
    }
    time.pause(FIRST_WAIT.toNanos() << (failures - 1), stop);
    try {
      job = store.find(job.id());
      if (ours(job) && (stopping() || job.state() != JobState.RUNNING)) {
        release();
      }
    } catch (IOException | RuntimeException again) {
      LOG.log(System.Logger.Level.DEBUG, "job " + job.id() + " cannot be read", again);
      if (stopping()) {
        job = job.leased(JobLease.NONE); // its record says otherwise until the lease ends
      }
    }
  }

  private void release() throws IOException {
    job =
        store.change(
            job.id(),
            current -> {
              if (!ours(current)) {
                return current;
              }
              Job free = current.leased(JobLease.NONE);
              return free.state() == JobState.RUNNING ? free.in(JobState.QUEUED, time.now()) : free;
            });
  }

  private void end(String why) {
    try {
      job =
          store.change(
              job.id(),
              current ->
                  !ours(current)
                      ? current
                      : current.state() == JobState.CANCELLED
                          ? current.leased(JobLease.NONE)
                          : current.ended(JobState.FAILED, why, time.now()));
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "job " + job.id() + " cannot be ended", e);
      job = job.leased(JobLease.NONE);
    }
  }

  private boolean ours(Job current) {
    return current.lease().of(lease.run());
  }

  private Job renewed(Job current) {
    return current.leased(new JobLease(lease.node(), lease.run(), time.now().plus(LEASE)));
  }
}
