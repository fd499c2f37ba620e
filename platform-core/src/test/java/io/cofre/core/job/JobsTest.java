package io.cofre.core.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.core.json.WrongField;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Jobs, run by the threads of a node.
@Timeout(60)
class JobsTest extends JobFixture {

  private static Jobs node(MemoryDocuments documents, Painting kind, String name) {
    return Jobs.start(documents, List.of(kind), name, JobTime.ofMachine());
  }

  private static JsonNode await(Jobs jobs, String id, String state) throws Exception {
    while (true) {
      JsonNode job = jobs.show(id);
      if (job.path("state").textValue().equals(state)) {
        return job;
      }
      Thread.sleep(5);
    }
  }

  private static String id(JsonNode job) {
    return job.path("id").textValue();
  }

  @Test
  void an_ordered_job_runs_to_its_end_and_reports() throws Exception {
    try (Jobs jobs = node(documents, new Painting(30), "a")) {
      JsonNode ordered = jobs.order(red(JobOptions.DEFAULT));
      assertTrue(id(ordered).matches("[0-9a-f]{16}"));
      JsonNode done = await(jobs, id(ordered), "finished");
      assertEquals(
          "{\"painted\":27,\"rotten\":3,\"was-painted\":0}", done.path("outcomes").toString());
      assertEquals("red", done.path("description").path("colour").textValue());
      assertEquals(30, done.path("done").intValue());
      assertEquals(30, done.path("total").intValue());
      assertEquals(List.of(done), jobs.list());
      assertFalse(done.has("lease"));
      assertFalse(done.has("cursor"));
    }
  }

  @Test
  void it_is_paused_resumed_and_cancelled() throws Exception {
    Painting fences = new Painting(1000);
    Semaphore strokes = new Semaphore(20);
    fences.before = _ -> strokes.acquire();
    try (Jobs jobs = node(documents, fences, "a")) {
      String id = id(jobs.order(red(options(10, 2))));
      await(jobs, id, "running");
      assertEquals("paused", jobs.pause(id).path("state").textValue());
      assertThrows(JobFailure.class, () -> jobs.pause(id));
      strokes.release(1000);
      while (!now(jobs, id).lease().node().isEmpty()) {
        Thread.sleep(5);
      }
      long done = jobs.show(id).path("done").longValue();
      assertTrue(done < 1000, "paused behind " + done);
      strokes.drainPermits();
      assertEquals("queued", jobs.resume(id).path("state").textValue());
      await(jobs, id, "running");
      assertEquals("cancelled", jobs.cancel(id).path("state").textValue());
      strokes.release(100);
      assertThrows(JobFailure.class, () -> jobs.resume(id));
      assertThrows(JobFailure.class, () -> jobs.cancel(id));
    }
  }

  private Job now(Jobs jobs, String id) throws Exception {
    var _ = jobs.show(id);
    return new JobStore(documents).find(id);
  }

  @Test
  void a_node_that_stops_hands_over_and_another_goes_on() throws Exception {
    Painting fences = new Painting(500);
    CountDownLatch begun = new CountDownLatch(50);
    fences.before = _ -> begun.countDown();
    String id;
    try (Jobs first = node(documents, fences, "a")) {
      id = id(first.order(red(new JobOptions(100, 0, 2, 10))));
      assertTrue(begun.await(30, TimeUnit.SECONDS));
    }
    long done = new JobStore(documents).find(id).tally().done();
    assertTrue(done >= 10 && done < 500, "stopped behind " + done);
    assertEquals(JobState.QUEUED, new JobStore(documents).find(id).state());
    try (Jobs second = node(documents, fences, "b")) {
      JsonNode end = await(second, id, "finished");
      assertEquals(500, end.path("done").intValue());
      assertEquals(
          "{\"painted\":450,\"rotten\":50,\"was-painted\":0}", end.path("outcomes").toString());
    }
  }

  @Test
  void of_two_nodes_one_runs_it() throws Exception {
    Painting fences = new Painting(300);
    try (Jobs one = node(documents, fences, "a");
        Jobs other = node(documents.reopen(), fences, "b")) {
      String id = id(one.order(red(options(5, 2))));
      JsonNode end = await(other, id, "finished");
      assertEquals(0, end.path("outcomes").path("was-painted").intValue());
      assertEquals(270, fences.strokes.size());
    }
  }

  @Test
  void what_is_wrong_is_refused_before_it_is_kept() throws Exception {
    try (Jobs jobs = node(documents, new Painting(3), "a")) {
      JobOptions options = JobOptions.DEFAULT;
      JobFailure kind =
          assertThrows(JobFailure.class, () -> jobs.order(new JobOrder("pain", "{}", options)));
      assertTrue(kind.getMessage().endsWith("did you mean 'paint'?"));
      assertThrows(WrongField.class, () -> jobs.order(new JobOrder("paint", "{}", options)));
      assertThrows(
          WrongField.class,
          () -> jobs.order(new JobOrder("paint", "{\"colour\":\"red\",\"dry\":true}", options)));
      assertEquals(
          JobFailure.Reason.NO_SUCH_JOB,
          assertThrows(JobFailure.class, () -> jobs.show("none")).reason());
      assertEquals(List.of(), jobs.list());
    }
  }

  @Test
  void the_last_hundred_ended_jobs_are_kept() throws Exception {
    try (Jobs jobs = node(documents, new Painting(0), "a")) {
      for (int i = 0; i < 105; i++) {
        await(jobs, id(jobs.order(red(JobOptions.DEFAULT))), "finished");
      }
      assertEquals(101, jobs.list().size()); // those before the last order, and the last
    }
  }
}
