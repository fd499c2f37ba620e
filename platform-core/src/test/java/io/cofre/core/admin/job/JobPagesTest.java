package io.cofre.core.admin.job;

import static io.cofre.core.admin.AdminFixture.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.core.admin.AdminFixture;
import io.cofre.core.admin.message.AdminError;
import io.cofre.core.admin.message.AdminFailure;
import io.cofre.tck.fake.MemoryExchange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Jobs over HTTP.
class JobPagesTest {

  /// Writes down what it is asked, and has the job `one`.
  private static final class WritingDesk implements JobDesk {
    final List<String> asked = new ArrayList<>();

    private ObjectNode job(String what, String id) {
      asked.add(what + " " + id);
      if (!id.equals("one")) {
        throw new AdminFailure(AdminError.NOT_FOUND, "there is no job " + id);
      }
      return JsonNodeFactory.instance.objectNode().put("id", id).put("asked", what);
    }

    @Override
    public List<JsonNode> list() {
      return List.of(job("list", "one"));
    }

    @Override
    public JsonNode show(String id) {
      return job("show", id);
    }

    @Override
    public JsonNode order(String kind, JsonNode description, Effort effort) {
      asked.add("%s %s %s".formatted(kind, description, effort));
      return JsonNodeFactory.instance.objectNode().put("id", "new");
    }

    @Override
    public JsonNode pause(String id) {
      return job("pause", id);
    }

    @Override
    public JsonNode resume(String id) {
      return job("resume", id);
    }

    @Override
    public JsonNode cancel(String id) {
      return job("cancel", id);
    }
  }

  private final WritingDesk desk = new WritingDesk();
  private final AdminFixture admin = new AdminFixture().pages(new JobPages(desk).routes());

  private int order(String body) {
    return admin.call("POST", "/v1/jobs", body).status();
  }

  @Test
  void they_are_listed_shown_and_steered() {
    assertEquals(
        "{\"jobs\":[{\"id\":\"one\",\"asked\":\"list\"}]}\n", admin.call("GET", "/v1/jobs").text());
    assertEquals("show", json(admin.call("GET", "/v1/jobs/one")).path("asked").textValue());
    for (String verb : List.of("pause", "resume", "cancel")) {
      MemoryExchange answer = admin.call("POST", "/v1/jobs/one/" + verb);
      assertEquals(verb, json(answer).path("asked").textValue());
    }
    assertEquals(404, admin.call("GET", "/v1/jobs/two").status());
    assertEquals(405, admin.call("DELETE", "/v1/jobs/one").status());
    assertEquals(404, admin.call("POST", "/v1/jobs/one/stop").status());
    assertEquals(401, admin.open("POST", "/v1/jobs/one/cancel").status());
    assertEquals("AdminPauseJob", admin.noted().get(2).operation());
  }

  @Test
  void one_is_ordered() {
    MemoryExchange answer =
        admin.call(
            "POST",
            "/v1/jobs",
            "{\"kind\":\"rewrap\",\"description\":{\"bucket\":\"b\"},\"objects-per-second\":9}");
    assertEquals(201, answer.status());
    assertEquals(
        List.of(
            "rewrap {\"bucket\":\"b\"} Effort[objectsPerSecond=9, bytesPerSecond=0, workers=2]"),
        desk.asked);
  }

  @Test
  void what_is_wrong_is_not_ordered() {
    assertEquals(400, order("{\"kind\":\"rewrap\"}"));
    assertEquals(400, order("{\"description\":{}}"));
    assertEquals(400, order("{\"kind\":\"rewrap\",\"description\":{},\"workers\":65}"));
    assertEquals(400, order("{\"kind\":\"rewrap\",\"description\":{},\"workers\":1.5}"));
    assertEquals(400, order("{\"kind\":\"rewrap\",\"description\":{},\"objects-per-second\":-1}"));
    assertEquals(400, order("{\"kind\":\"rewrap\",\"description\":{},\"rate\":1}"));
    assertTrue(desk.asked.isEmpty());
  }
}
