package io.cofre.core.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.plugin.Health;
import io.cofre.core.admin.message.AdminAnswer;
import io.cofre.core.admin.route.Route;
import io.cofre.core.observe.Json;
import io.cofre.core.observe.Metrics;
import io.cofre.tck.fake.MemoryExchange;
import io.cofre.tck.fake.MemoryRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What operators are answered, and who is not.
final class AdminGateTest {

  private static Health up() {
    return new Health.Up(Duration.ofMillis(2));
  }

  private static AdminFixture echo() {
    return new AdminFixture()
        .health(Map.of(), new Metrics())
        .pages(
            List.of(
                Route.of(
                    "POST",
                    "/v1/echo/{name}",
                    "AdminEcho",
                    request -> {
                      Json json = Json.object().member("name", request.name("name"));
                      request.fields(Set.of("size")).number("size", 1, 9);
                      return AdminAnswer.ok(json);
                    }),
                Route.of(
                    "GET",
                    "/v1/broken",
                    "AdminBroken",
                    _ -> {
                      throw new IOException("the password is hunter2");
                    })));
  }

  @Test
  void all_is_well() {
    Metrics metrics = new Metrics();
    metrics.counter("a_total", "A.").increment();
    try (AdminFixture admin =
        new AdminFixture()
            .health(
                Map.of("storage", AdminGateTest::up, "kms \"x\"", AdminGateTest::up), metrics)) {
      assertEquals("{\"status\":\"up\"}\n", admin.open("GET", "/health/live").text());
      MemoryExchange ready = admin.open("GET", "/health/ready");
      assertEquals(200, ready.status());
      assertEquals(
          "{\"status\":\"up\",\"components\":{\"kms \\\"x\\\"\":{\"status\":\"up\",\"ms\":2.000},"
              + "\"storage\":{\"status\":\"up\",\"ms\":2.000}}}\n",
          ready.text());
      MemoryExchange text = admin.open("GET", "/metrics");
      assertEquals("text/plain; version=0.0.4; charset=utf-8", text.header("Content-Type").get());
      assertTrue(text.text().endsWith("a_total 1\n"));
      assertTrue(admin.open("GET", "/version").text().startsWith("{\"version\":\"1.2\",\"java\":"));
      assertEquals(List.of(), admin.noted(), "probes would fill the log");
    }
  }

  @Test
  void what_is_down_is_named() {
    Map<String, Supplier<Health>> components =
        Map.of(
            "good", AdminGateTest::up,
            "bad", () -> new Health.Down("no \u2028 luck"),
            "worse",
                () -> {
                  throw new IllegalStateException("secret");
                });
    try (AdminFixture admin = new AdminFixture().health(components, new Metrics())) {
      MemoryExchange ready = admin.open("GET", "/health/ready");
      assertEquals(503, ready.status());
      assertTrue(
          ready.text().contains("\"bad\":{\"status\":\"down\",\"reason\":\"no \\u2028 luck\"}"));
      assertTrue(ready.text().contains("\"worse\":{\"status\":\"down\""));
      assertFalse(ready.text().contains("secret"));
      assertEquals(200, admin.open("GET", "/health/live").status());
    }
  }

  @Test
  void answers_of_components_are_kept_for_a_moment() {
    AtomicInteger asked = new AtomicInteger();
    Map<String, Supplier<Health>> components =
        Map.of(
            "a",
            () -> {
              asked.incrementAndGet();
              return new Health.Up(Duration.ZERO);
            });
    try (AdminFixture admin = new AdminFixture().health(components, new Metrics())) {
      for (int i = 0; i < 1000; i++) {
        admin.open("GET", "/health/ready");
      }
    }
    assertTrue(asked.get() < 100, "asked " + asked);
  }

  @Test
  void what_is_not_there_is_not_found_and_other_methods_are_named() {
    try (AdminFixture admin = echo()) {
      assertEquals(404, admin.open("GET", "/").status());
      assertEquals(404, admin.open("POST", "/nowhere").status());
      MemoryExchange post = admin.open("POST", "/metrics");
      assertEquals(405, post.status());
      assertEquals("GET, HEAD", post.header("Allow").get());
      MemoryExchange head = admin.open("HEAD", "/health/live");
      assertEquals("", head.text());
      assertEquals(16, head.response().length().orElseThrow());
      assertEquals("POST", admin.call("GET", "/v1/echo/a").header("Allow").get());
      assertEquals(404, admin.call("POST", "/v1/echo/").status());
      assertEquals(404, admin.call("POST", "/v1/nowhere").status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1", "/v1/", "/v1/echo/a", "/v1/nowhere", "/v1/broken"})
  void nothing_below_v1_is_told_without_the_token(String path) {
    try (AdminFixture admin = echo()) {
      MemoryExchange answer = admin.open("POST", path);
      assertEquals(401, answer.status());
      assertEquals("unauthenticated", AdminFixture.json(answer).path("error").textValue());
      assertEquals("Bearer realm=\"cofre\"", answer.header("WWW-Authenticate").get());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"//v1/broken", "/%76%31/broken", "/V1/broken", "/./v1/broken"})
  void another_spelling_is_another_page(String path) {
    try (AdminFixture admin = echo()) {
      assertEquals(404, admin.open("GET", path).status());
    }
  }

  @Test
  void names_in_the_path_are_decoded_once() {
    try (AdminFixture admin = echo()) {
      MemoryExchange answer =
          admin.call("POST", "/v1/echo/arn%3Aaws%2Falias%2F%C3%A9%2525+", "{\"size\":3}");
      assertEquals("arn:aws/alias/\u00e9%25+", AdminFixture.json(answer).path("name").textValue());
      assertEquals(400, admin.call("POST", "/v1/echo/a%2", "{}").status());
      assertEquals(400, admin.call("POST", "/v1/echo/%ff", "{}").status());
    }
  }

  @Test
  void a_field_that_is_not_known_is_refused_by_name_with_the_one_that_was_meant() {
    try (AdminFixture admin = echo()) {
      MemoryExchange answer = admin.call("POST", "/v1/echo/a", "{\"siez\":3}");
      assertEquals(400, answer.status());
      assertEquals(
          "'siez' is not a known field; did you mean 'size'?",
          AdminFixture.json(answer).path("message").textValue());
      assertEquals(400, admin.call("POST", "/v1/echo/a", "{\"size\":10}").status());
      assertEquals(400, admin.call("POST", "/v1/echo/a", "{\"size\":1,\"size\":2}").status());
      assertEquals(400, admin.call("POST", "/v1/echo/a", "[]").status());
      assertEquals(400, admin.call("POST", "/v1/echo/a", "").status());
    }
  }

  @Test
  void a_body_is_not_read_without_end() {
    try (AdminFixture admin = echo()) {
      String long1 = "{\"size\":3" + " ".repeat(1 << 20) + "}";
      assertEquals(413, admin.call("POST", "/v1/echo/a", long1).status());
    }
  }

  @Test
  void a_failure_nobody_foresaw_tells_nothing() {
    try (AdminFixture admin = echo()) {
      MemoryExchange answer = admin.call("GET", "/v1/broken");
      assertEquals(500, answer.status());
      assertFalse(answer.text().contains("hunter2"));
      assertTrue(answer.text().contains(admin.noted().getFirst().id()));
    }
  }

  @Test
  void what_was_asked_is_written_down_without_the_token() {
    try (AdminFixture admin = echo()) {
      admin.call("POST", "/v1/echo/a", "{\"size\":3}");
      admin.ask(
          MemoryRequest.of("POST", "/v1/echo/b")
              .header("authorization", "Bearer wrong")
              .exchange());
      assertEquals(
          List.of("AdminEcho 200 -", "AdminUnknown 401 unauthenticated"),
          admin.noted().stream()
              .map(r -> r.operation() + " " + r.status() + " " + r.error().orElse("-"))
              .toList());
      assertFalse(admin.noted().toString().contains(AdminFixture.TOKEN));
      assertEquals(10, admin.noted().getFirst().received());
    }
  }
}
