package io.cofre.core.job;

import io.cofre.core.job.JobFailure.Reason;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Gives jobs that wait to this node, a few at once, and keeps their leases. Thread-safe.
final class JobScheduler {
  private static final System.Logger LOG = System.getLogger(JobScheduler.class.getName());
  private static final int AT_ONCE = 2;
  private final JobStore store;
  private final JobKinds kinds;
  private final String node;
  private final JobTime time;
  private final Runnable ended;
  private final String life = random();
  private final AtomicLong runs = new AtomicLong();
  private final Map<String, JobRun<?>> running = new HashMap<>();
  private final Map<String, Thread> threads = new HashMap<>();
  private boolean closed;

  /// Make one.
  ///
  /// @param ended is told whenever a run has ended
  JobScheduler(JobStore store, JobKinds kinds, String node, JobTime time, Runnable ended) {
    this.store = store;
    this.kinds = kinds;
    this.node = node;
    this.time = time;
    this.ended = ended;
  }

  static String random() {
    byte[] bytes = new byte[8];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// Renew the leases, and begin what can begin.
  void tick() {
    List<JobRun<?>> now;
    synchronized (this) {
      now = List.copyOf(running.values());
    }
    now.forEach(JobRun::beat);
    try {
      for (Job job : store.all()) {
        if (job.claimable(wanted(), time.now()) && kinds.has(job.order().kind())) {
          begin(job);
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "the jobs cannot be read", e);
    }
  }

  private JobLease wanted() {
    return new JobLease(node, life + "." + runs.incrementAndGet(), time.now().plus(JobRun.LEASE));
  }

  private synchronized void begin(Job job) throws IOException {
    if (closed || running.size() >= AT_ONCE || running.containsKey(job.id())) {
      return;
    }
    JobLease lease = wanted();
    Job taken;
    try {
      taken =
          store.change(
              job.id(),
              current ->
                  current.claimable(lease, time.now())
                      ? current.running(lease, time.now())
                      : current);
    } catch (JobFailure e) {
      if (e.reason() == Reason.NO_SUCH_JOB) {
        return;
      }
      throw e;
    }
    if (taken.lease().of(lease.run())) {
      start(kinds.run(taken, store, time));
    }
  }

  private void start(JobRun<?> run) {
    String id = run.id();
    Thread thread =
        Thread.ofVirtual()
            .name("cofre-job-" + id)
            .unstarted(() -> {
              try {
                run.run();
              } finally {
                forget(id);
              }
            });
    running.put(id, run);
    threads.put(id, thread);
    thread.start();
  }

  private void forget(String id) {
    synchronized (this) {
      running.remove(id);
      threads.remove(id);
    }
    ended.run();
  }

  /// Let a run of this node stop, if it is here, because its job was changed.
  synchronized void changed(String id) {
    JobRun<?> run = running.get(id);
    if (run != null) {
      run.stop();
    }
  }

  /// Begin nothing more, let everything stop behind the items under way, and wait for it; what
  /// takes longer is interrupted.
  void close(Duration grace) {
    List<Thread> ending;
    synchronized (this) {
      closed = true;
      running.values().forEach(JobRun::stop);
      ending = List.copyOf(threads.values());
    }
    long end = System.nanoTime() + grace.toNanos();
    try {
      for (Thread thread : ending) {
        if (!thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
          thread.interrupt();
          thread.join();
        }
      }
    } catch (InterruptedException _) {
      ending.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
  }
}
