package io.cofre.core.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.plugin.Health;
import io.cofre.api.transport.Exchange;
import io.cofre.api.transport.RequestHead;
import io.cofre.api.transport.ResponseHead;
import io.cofre.core.observe.Metrics;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class AdminGateTest {

  private static final class Call implements Exchange {
    private final RequestHead request;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Optional<ResponseHead> head = Optional.empty();

    Call(String method, String path) {
      request =
          new RequestHead(method, path, "", Map.of(), new InetSocketAddress(1), false, List.of());
    }

    @Override
    public RequestHead request() {
      return request;
    }

    @Override
    public InputStream body() {
      return InputStream.nullInputStream();
    }

    @Override
    public OutputStream respond(ResponseHead answer) {
      head = Optional.of(answer);
      return out;
    }

    int status() {
      return head.orElseThrow().status();
    }

    String text() {
      return out.toString(StandardCharsets.UTF_8);
    }
  }

  private static Health up() {
    return new Health.Up(Duration.ofMillis(2));
  }

  private static Call call(AdminGate gate, String method, String path) {
    Call call = new Call(method, path);
    gate.enter(call);
    return call;
  }

  @Test
  void allIsWell() {
    Metrics metrics = new Metrics();
    metrics.counter("a_total", "A.").increment();
    try (AdminGate gate = new AdminGate(Map.of("storage", AdminGateTest::up, "kms \"x\"", AdminGateTest::up), metrics, "1.2")) {
      assertEquals("{\"status\":\"up\"}\n", call(gate, "GET", "/health/live").text());
      Call ready = call(gate, "GET", "/health/ready");
      assertEquals(200, ready.status());
      assertEquals(
          "{\"status\":\"up\",\"components\":{\"kms \\\"x\\\"\":{\"status\":\"up\",\"ms\":2.000},"
              + "\"storage\":{\"status\":\"up\",\"ms\":2.000}}}\n",
          ready.text());
      Call text = call(gate, "GET", "/metrics");
      assertEquals(
          List.of("text/plain; version=0.0.4; charset=utf-8"),
          text.head.orElseThrow().headers().get("Content-Type"));
      assertTrue(text.text().endsWith("a_total 1\n"));
      assertTrue(call(gate, "GET", "/version").text().startsWith("{\"version\":\"1.2\",\"java\":"));
    }
  }

  @Test
  void whatIsDownIsNamed() {
    Map<String, Supplier<Health>> components =
        Map.of(
            "good", AdminGateTest::up,
            "bad", () -> new Health.Down("no \u2028 luck"),
            "worse",
                () -> {
                  throw new IllegalStateException("secret");
                });
    try (AdminGate gate = new AdminGate(components, new Metrics(), "1")) {
      Call ready = call(gate, "GET", "/health/ready");
      assertEquals(503, ready.status());
      assertTrue(
          ready.text().contains("\"bad\":{\"status\":\"down\",\"reason\":\"no \\u2028 luck\"}"));
      assertTrue(ready.text().contains("\"worse\":{\"status\":\"down\""));
      assertFalse(ready.text().contains("secret"));
      assertEquals(200, call(gate, "GET", "/health/live").status());
    }
  }

  @Test
  void aStuckComponentIsAskedOnceAndHoldsNobodyUp() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    Map<String, Supplier<Health>> components =
        Map.of(
            "stuck",
            () -> {
              asked.incrementAndGet();
              try {
                never.await();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
              return new Health.Down("woken");
            });
    try (Probes probes = new Probes(components, Duration.ofMillis(50))) {
      assertEquals(new Health.Down("no answer in time"), probes.ask().get("stuck"));
      assertEquals(new Health.Down("no answer in time"), probes.ask().get("stuck"));
    }
    assertEquals(1, asked.get());
  }

  @Test
  void answersAreKeptForAMoment() {
    AtomicInteger asked = new AtomicInteger();
    Map<String, Supplier<Health>> components =
        Map.of(
            "a",
            () -> {
              asked.incrementAndGet();
              return new Health.Up(Duration.ZERO);
            });
    try (AdminGate gate = new AdminGate(components, new Metrics(), "1")) {
      call(gate, "GET", "/health/ready");
      for (int i = 0; i < 1000; i++) {
        call(gate, "GET", "/health/ready");
      }
    }
    assertTrue(asked.get() < 100, "asked " + asked);
  }

  @Test
  void whatIsNotThereIsNotFoundAndOnlyReadingIsAllowed() {
    try (AdminGate gate = new AdminGate(Map.of(), new Metrics(), "1")) {
      assertEquals(404, call(gate, "GET", "/").status());
      assertEquals(404, call(gate, "POST", "/nowhere").status());
      Call post = call(gate, "POST", "/metrics");
      assertEquals(405, post.status());
      assertEquals(List.of("GET, HEAD"), post.head.orElseThrow().headers().get("Allow"));
      Call head = call(gate, "HEAD", "/health/live");
      assertEquals("", head.text());
      assertEquals(16, head.head.orElseThrow().length().orElseThrow());
      assertEquals(200, call(gate, "GET", "/health/ready").status());
    }
  }
}
