package io.cofre.core.reseal;

import static io.cofre.core.reseal.ReencryptOutcome.ALREADY_AS_WANTED;
import static io.cofre.core.reseal.ReencryptOutcome.REENCRYPTED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.core.job.JobDocuments;
import io.cofre.core.job.JobOptions;
import io.cofre.core.job.JobOrder;
import io.cofre.core.job.JobTime;
import io.cofre.core.job.Jobs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What was begun goes on after a crash.
class ResumeTest extends ResealFixture {
  private static final String WANTED = "{\"cipher\":\"OTHER\"}";
  private final Documents documents = new Documents(new ConcurrentHashMap<>());

  private record Documents(Map<String, byte[]> byId) implements JobDocuments {
    @Override
    public Map<String, byte[]> all() {
      return Map.copyOf(byId);
    }

    @Override
    public Optional<byte[]> find(String id) {
      return Optional.ofNullable(byId.get(id));
    }

    @Override
    public void create(String id, byte[] document) {
      byId.put(id, document);
    }

    @Override
    public Optional<byte[]> change(String id, UnaryOperator<byte[]> change) {
      return Optional.ofNullable(byId.computeIfPresent(id, (_, old) -> change.apply(old)));
    }

    @Override
    public void remove(String id) {
      byId.remove(id);
    }
  }

  private Jobs jobs() {
    return Jobs.start(
        documents, List.of(new Reencrypt(room, services())), "node", JobTime.ofMachine());
  }

  @Test
  void a_job_goes_on_in_another_life_of_the_server() throws Exception {
    int blobs = blobIds().size();
    String id;
    try (Jobs first = jobs()) {
      JobOptions slowly = new JobOptions(0, 0, 1, 1);
      id = first.order(new JobOrder("reencrypt", WANTED, slowly)).path("id").asText();
    }
    room.close();
    room = open();
    try (Jobs second = jobs()) {
      JsonNode job = second.show(id);
      while (!job.path("state").asText().equals("finished")) {
        Thread.sleep(20);
        job = second.show(id);
      }
      assertEquals(4, job.path("outcomes").path("reencrypted").asInt(), job.toString());
      assertEquals(4, job.path("total").asInt());
      assertEquals(4, job.path("done").asInt());
    }
    assertContents();
    assertEquals(blobs, blobIds().size());
  }

  @Test
  void a_step_that_was_done_and_not_written_down_is_done_again_without_harm() throws Exception {
    int blobs = blobIds().size();
    boolean _ = reencrypt(WANTED).step();
    room = open(); // as after kill -9, before the checkpoint
    assertEquals(Map.of(ALREADY_AS_WANTED, 2, REENCRYPTED, 2), reencrypt(WANTED).all());
    assertContents();
    assertEquals(blobs, blobIds().size());
  }
}
