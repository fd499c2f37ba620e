package io.cofre.core.admin.health;

import io.cofre.api.plugin.Health;
import io.cofre.core.admin.message.AdminAnswer;
import io.cofre.core.admin.route.Route;
import io.cofre.core.observe.Json;
import io.cofre.core.observe.Metrics;
import java.util.List;
import java.util.Map;

/// The pages that ask for no credentials and tell no secret.
///
/// - `GET /health/live`: 200 as long as the server runs
/// - `GET /health/ready`: 200 when all components work, else 503; the body names each
/// - `GET /metrics`: the metrics, in the text format of Prometheus
/// - `GET /version`: the version of the server and of Java
///
/// @param probes asks the components
/// @param metrics the metrics
/// @param version the version of the server
public record HealthPages(Probes probes, Metrics metrics, String version) {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  /// The pages.
  public List<Route> routes() {
    return List.of(
        Route.of(
            "GET",
            "/health/live",
            "AdminLive",
            _ -> AdminAnswer.ok(Json.object().member("status", "up"))),
        Route.of("GET", "/health/ready", "AdminReady", _ -> ready()),
        Route.of(
            "GET",
            "/metrics",
            "AdminMetrics",
            _ -> AdminAnswer.text(200, PROMETHEUS, metrics.text())),
        Route.of(
            "GET",
            "/version",
            "AdminVersion",
            _ ->
                AdminAnswer.ok(
                    Json.object()
                        .member("version", version)
                        .member("java", Runtime.version().toString()))));
  }

  private AdminAnswer ready() {
    Json components = Json.object();
    boolean up = true;
    for (Map.Entry<String, Health> entry : probes.ask().entrySet()) {
      components.member(entry.getKey(), json(entry.getValue()));
      up &= entry.getValue() instanceof Health.Up;
    }
    return AdminAnswer.json(
        up ? 200 : 503,
        Json.object().member("status", up ? "up" : "down").member("components", components));
  }

  /// Write a component's health.
  public static Json json(Health health) {
    return switch (health) {
      case Health.Up(var latency) ->
          Json.object().member("status", "up").millis("ms", latency.toNanos());
      case Health.Down(var reason) ->
          Json.object().member("status", "down").member("reason", reason);
    };
  }
}
