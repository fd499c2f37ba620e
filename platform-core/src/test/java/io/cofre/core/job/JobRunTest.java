package io.cofre.core.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A node running a job.
class JobRunTest extends JobFixture {

  @Test
  void everything_is_done_once_and_counted_by_outcome() throws Exception {
    Painting fences = new Painting(95);
    Job _ = queued(fences, options(10, 3));
    run(fences, documents, "a", "a.1").run();
    Job job = now();
    assertEquals(JobState.FINISHED, job.state());
    assertEquals(List.of(86L, 0L, 9L), counts(job));
    assertEquals(95, job.tally().total().orElseThrow());
    assertEquals(860, job.tally().bytes());
    assertEquals("fence-00007", job.tally().troubles().getFirst().name());
    assertEquals("the wood is rotten", job.tally().troubles().getFirst().reason());
    assertEquals(JobLease.NONE, job.lease());
    assertEquals(86, fences.strokes.size());
  }

  @Test
  void nothing_to_do_is_done() throws Exception {
    Painting fences = new Painting(0);
    Job _ = queued(fences, options(10, 3));
    run(fences, documents, "a", "a.1").run();
    assertEquals(JobState.FINISHED, now().state());
    assertEquals(List.of(0L, 0L, 0L), counts(now()));
  }

  @Test
  void of_many_failures_the_first_hundred_are_named_and_the_rest_is_counted() throws Exception {
    Painting fences = new Painting(1500);
    Job _ = queued(fences, options(100, 1));
    run(fences, documents, "a", "a.1").run();
    assertEquals(100, now().tally().troubles().size());
    assertEquals(50, now().tally().untold());
    assertEquals("fence-00997", now().tally().troubles().getLast().name());
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void after_a_crash_at_any_write_it_goes_on_at_its_last_checkpoint(boolean stays)
      throws Exception {
    for (int write = 1; write <= 8; write++) {
      JobRunTest one = new JobRunTest();
      one.crashAt(write, stays);
    }
  }

  private void crashAt(int write, boolean stays) throws Exception {
    Painting fences = new Painting(50);
    Job _ = queued(fences, options(10, 2));
    MemoryDocuments dying = documents.reopen().dyingAt(write, stays);
    try {
      run(fences, dying, "a", "a.1").run();
    } catch (MemoryDocuments.Dead _) {
      // it died before it began
    }
    if (now().state() != JobState.FINISHED) {
      run(fences, documents, "a", "b.1").run(); // the same node, started again
    }
    Job job = now();
    assertEquals(JobState.FINISHED, job.state(), "write " + write);
    assertEquals(50, job.tally().done(), "each fence is counted once, write " + write);
    assertEquals(5, counts(job).getLast(), "write " + write);
    assertTrue(counts(job).get(1) <= 10, "at most one step was done again");
    assertTrue(fences.fences.values().stream().filter("red"::equals).count() == 45);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_write_whose_outcome_is_not_known_counts_nothing_twice(boolean stays) throws Exception {
    Painting fences = new Painting(50);
    Job _ = queued(fences, options(10, 1));
    JobRun<?> run = run(fences, documents, "a", "a.1");
    fences.before =
        name -> {
          if (name.equals("fence-00025")) {
            documents.failOnce(stays);
            fences.before = _ -> {};
          }
        };
    run.run();
    assertEquals(JobState.FINISHED, now().state());
    assertEquals(50, now().tally().done());
    assertEquals(stays ? 0L : 9L, counts(now()).get(1));
  }

  @Test
  void it_stops_behind_the_objects_under_way_when_an_operator_pauses_it() throws Exception {
    Painting fences = new Painting(50);
    Job _ = queued(fences, options(10, 1));
    JobRun<?> run = run(fences, documents, "a", "a.1");
    fences.before =
        name -> {
          if (name.equals("fence-00023")) {
            Job _ = new JobStore(documents).change("job", j -> j.in(JobState.PAUSED, time.now()));
            run.beat();
          }
        };
    run.run();
    Job paused = now();
    assertEquals(JobState.PAUSED, paused.state());
    assertEquals(24, paused.tally().done());
    assertEquals("fence-00023", paused.cursor());
    assertEquals(JobLease.NONE, paused.lease());
    Job _ = new JobStore(documents).change("job", j -> j.in(JobState.QUEUED, time.now()));
    run(fences, documents, "b", "b.1").run();
    assertEquals(JobState.FINISHED, now().state());
    assertEquals(List.of(45L, 0L, 5L), counts(now()));
  }

  @Test
  void a_cancelled_one_stays_cancelled_and_tells_what_it_did() throws Exception {
    Painting fences = new Painting(50);
    Job _ = queued(fences, options(10, 1));
    JobRun<?> run = run(fences, documents, "a", "a.1");
    fences.before =
        name -> {
          if (name.equals("fence-00049")) {
            Job _ =
                new JobStore(documents).change("job", j -> j.in(JobState.CANCELLED, time.now()));
          }
        };
    run.run();
    assertEquals(JobState.CANCELLED, now().state());
    assertEquals(50, now().tally().done());
    assertFalse(now().claimable(new JobLease("b", "b.1", time.now()), time.now()));
  }

  @Test
  void a_run_that_lost_its_lease_changes_nothing() throws Exception {
    Painting fences = new Painting(50);
    Job _ = queued(fences, options(10, 1));
    JobRun<?> slow = run(fences, documents, "a", "a.1");
    fences.before =
        name -> {
          if (name.equals("fence-00015")) {
            fences.before = _ -> {};
            time.pass(Duration.ofMinutes(2));
            try {
              run(fences, documents, "b", "b.1").run();
            } catch (Exception e) {
              throw new IOException(e);
            }
          }
        };
    slow.run();
    Job job = now();
    assertEquals(JobState.FINISHED, job.state());
    assertEquals(50, job.tally().done());
  }

  @Test
  void a_lease_is_renewed_and_keeps_others_away() throws Exception {
    Painting fences = new Painting(5);
    Job _ = queued(fences, options(10, 1));
    JobRun<?> run = run(fences, documents, "a", "a.1");
    time.pass(Duration.ofSeconds(50));
    run.beat();
    time.pass(Duration.ofSeconds(50));
    JobLease other = new JobLease("b", "b.1", time.now());
    assertFalse(now().claimable(other, time.now()));
    assertFalse(now().claimable(new JobLease("a", "a.2", time.now()), time.now()));
    assertTrue(now().claimable(new JobLease("a", "c.1", time.now()), time.now()));
    time.pass(Duration.ofSeconds(11));
    assertTrue(now().claimable(other, time.now()));
    assertFalse(run.stopping());
  }

  @Test
  void a_step_that_fails_is_tried_again_later() throws Exception {
    Painting fences = new Painting(50);
    Job _ = queued(fences, options(10, 1));
    AtomicInteger failures = new AtomicInteger();
    fences.before =
        name -> {
          if (name.equals("fence-00020") && failures.incrementAndGet() <= 5) {
            throw new IOException("no key today");
          }
        };
    run(fences, documents, "a", "a.1").run();
    assertEquals(JobState.FINISHED, now().state());
    assertEquals(List.of(45L, 0L, 5L), counts(now()));
    assertEquals(31, time.seconds(), 0.001);
  }

  @Test
  void a_step_that_fails_for_ever_fails_the_job_which_can_go_on() throws Exception {
    Painting fences = new Painting(50);
    Job _ = queued(fences, options(10, 1));
    fences.before =
        name -> {
          if (name.equals("fence-00023")) {
            throw new IOException("no key today");
          }
        };
    run(fences, documents, "a", "a.1").run();
    Job failed = now();
    assertEquals(JobState.FAILED, failed.state());
    assertTrue(failed.reason().contains("no key today"), failed.reason());
    assertEquals(23, failed.tally().done());
    fences.before = _ -> {};
    Job _ = new JobStore(documents).change("job", j -> j.in(JobState.QUEUED, time.now()));
    run(fences, documents, "a", "a.2").run();
    assertEquals(JobState.FINISHED, now().state());
    assertEquals("", now().reason());
    assertEquals(List.of(45L, 0L, 5L), counts(now()));
  }

  @Test
  void workers_work_at_once() throws Exception {
    Painting fences = new Painting(40);
    CyclicBarrier four = new CyclicBarrier(4);
    Set<String> threads = new TreeSet<>();
    fences.before =
        _ -> {
          try {
            var _ = four.await(30, TimeUnit.SECONDS); // passes only if four are here at once
          } catch (java.util.concurrent.BrokenBarrierException
              | java.util.concurrent.TimeoutException e) {
            throw new IOException(e);
          }
          synchronized (threads) {
            threads.add("thread " + Thread.currentThread().threadId());
          }
        };
    Job _ = queued(fences, options(8, 4));
    run(fences, documents, "a", "a.1").run();
    assertEquals(JobState.FINISHED, now().state());
    assertTrue(threads.size() >= 4);
    assertEquals(40, now().tally().done());
  }

  @Test
  void the_rate_of_objects_is_kept() throws Exception {
    Painting fences = new Painting(500);
    Job _ = queued(fences, new JobOptions(5, 0, 3, 100));
    run(fences, documents, "a", "a.1").run();
    assertEquals(JobState.FINISHED, now().state());
    assertTrue(time.seconds() >= 98, "only " + time.seconds() + " s of the fake clock");
    assertEquals(51, fences.listings, "steps are small, so that a pause is near");
  }

  @Test
  void the_rate_of_bytes_is_kept() throws Exception {
    Painting fences = new Painting(100);
    Job _ = queued(fences, new JobOptions(0, 20, 1, 100));
    run(fences, documents, "a", "a.1").run();
    assertEquals(JobState.FINISHED, now().state());
    assertEquals(44, time.seconds(), 1); // 900 bytes at 20 a second, the first 20 at once
  }

  @Test
  void nobody_waits_for_a_rate_when_the_job_is_to_stop() throws Exception {
    Painting fences = new Painting(100);
    Job _ = queued(fences, new JobOptions(1, 1, 1, 100));
    JobRun<?> run = run(fences, documents, "a", "a.1");
    run.stop();
    run.run();
    assertEquals(JobState.QUEUED, now().state());
    assertEquals(0, time.seconds());
    assertEquals(JobLease.NONE, now().lease());
  }

  @Test
  void a_description_that_is_not_understood_any_more_fails_the_job() throws Exception {
    Painting fences = new Painting(1);
    Job job = queued(fences, options(10, 1));
    Job wrong =
        new Job(
            job.id(),
            new JobOrder("paint", "{\"color\":\"red\"}", job.order().options()),
            job.state(),
            "",
            "",
            job.tally(),
            job.dates(),
            JobLease.NONE);
    new JobStore(documents).create(wrong);
    run(fences, documents, "a", "a.1").run();
    assertEquals(JobState.FAILED, now().state());
    assertTrue(now().reason().contains("did you mean 'colour'?"), now().reason());
  }
}
