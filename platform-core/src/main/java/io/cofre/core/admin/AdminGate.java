package io.cofre.core.admin;

import io.cofre.api.plugin.Health;
import io.cofre.api.transport.Exchange;
import io.cofre.api.transport.Gate;
import io.cofre.api.transport.ResponseHead;
import io.cofre.core.observe.Json;
import io.cofre.core.observe.Metrics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Answers operators and their tools.
///
/// - `GET /health/live`: 200 as long as the server runs
/// - `GET /health/ready`: 200 when all components work, else 503; the body names each
/// - `GET /metrics`: the metrics, in the text format of Prometheus
/// - `GET /version`: the version of the server and of Java
///
/// Thread-safe. It asks for no credentials and tells no secret: bind its listener to a network of
/// operators.
public final class AdminGate implements Gate, AutoCloseable {
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(3);
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private final Probes probes;
  private final Metrics metrics;
  private final String version;

  private record Page(int status, String type, String text) {}

  /// Make one.
  ///
  /// @param components what must work for the server to be ready, by a name for operators
  /// @param version the version of the server
  public AdminGate(Map<String, Supplier<Health>> components, Metrics metrics, String version) {
    this(components, metrics, version, PROBE_LIMIT);
  }

  AdminGate(
      Map<String, Supplier<Health>> components, Metrics metrics, String version, Duration limit) {
    this.probes = new Probes(components, limit);
    this.metrics = metrics;
    this.version = version;
  }

  @Override
  public void enter(Exchange exchange) {
    String method = exchange.request().method();
    boolean reading = method.equals("GET") || method.equals("HEAD");
    Page page = page(exchange.request().rawPath());
    if (!reading && page.status() != 404) {
      page = error(405, "only GET and HEAD are answered here");
    }
    try {
      send(exchange, page, method.equals("HEAD"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Page page(String path) {
    return switch (path) {
      case "/health/live" -> json(200, Json.object().member("status", "up"));
      case "/health/ready" -> ready();
      case "/metrics" -> new Page(200, PROMETHEUS, metrics.text());
      case "/version" ->
          json(
              200,
              Json.object()
                  .member("version", version)
                  .member("java", Runtime.version().toString()));
      default -> error(404, "there are /health/live, /health/ready, /metrics and /version");
    };
  }

  private Page ready() {
    Json components = Json.object();
    boolean up = true;
    for (Map.Entry<String, Health> entry : probes.ask().entrySet()) {
      switch (entry.getValue()) {
        case Health.Up(Duration latency) ->
            components.member(
                entry.getKey(),
                Json.object().member("status", "up").millis("ms", latency.toNanos()));
        case Health.Down(String reason) -> {
          up = false;
          components.member(
              entry.getKey(), Json.object().member("status", "down").member("reason", reason));
        }
      }
    }
    return json(
        up ? 200 : 503,
        Json.object().member("status", up ? "up" : "down").member("components", components));
  }

  private static Page json(int status, Json json) {
    return new Page(status, JSON, json + "\n");
  }

  private static Page error(int status, String message) {
    return json(status, Json.object().member("error", message));
  }

  private static void send(Exchange exchange, Page page, boolean headOnly) throws IOException {
    byte[] bytes = page.text().getBytes(StandardCharsets.UTF_8);
    Map<String, List<String>> headers =
        page.status() == 405
            ? Map.of("Content-Type", List.of(page.type()), "Allow", List.of("GET, HEAD"))
            : Map.of("Content-Type", List.of(page.type()), "Cache-Control", List.of("no-store"));
    ResponseHead head = new ResponseHead(page.status(), headers, OptionalLong.of(bytes.length));
    try (OutputStream out = exchange.respond(head)) {
      if (!headOnly) {
        out.write(bytes);
      }
    }
  }

  /// Ask no component any more.
  @Override
  public void close() {
    probes.close();
  }
}
