package io.cofre.core.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.kms.Kms;
import io.cofre.api.plugin.Health;
import io.cofre.api.plugin.Secret;
import io.cofre.core.admin.access.Access;
import io.cofre.core.admin.health.HealthPages;
import io.cofre.core.admin.health.Probes;
import io.cofre.core.admin.key.KeyPages;
import io.cofre.core.admin.key.KeyUsers;
import io.cofre.core.admin.route.Route;
import io.cofre.core.admin.route.RouteTable;
import io.cofre.core.json.StrictJson;
import io.cofre.core.observe.Metrics;
import io.cofre.core.observe.RequestRecord;
import io.cofre.tck.fake.MemoryExchange;
import io.cofre.tck.fake.MemoryRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A gate with its pages, asked without a socket.
public final class AdminFixture implements AutoCloseable {
  /// The right token.
  public static final String TOKEN = "a-token-for-the-tests-only";

  private final List<Route> routes = new ArrayList<>();
  private final List<RequestRecord> noted = new ArrayList<>();
  private final Map<String, Supplier<Health>> health = new LinkedHashMap<>();
  private Probes probes = new Probes(Map.of(), Duration.ofSeconds(3));

  /// Answer the health pages.
  public AdminFixture health(Map<String, Supplier<Health>> components, Metrics metrics) {
    health.putAll(components);
    probes = new Probes(health, Duration.ofSeconds(3));
    return pages(new HealthPages(probes, metrics, "1.2").routes());
  }

  /// Answer the pages of keys.
  public AdminFixture keys(Map<String, Kms> instances, KeyUsers users) {
    instances.forEach((name, kms) -> health.put("kms." + name, kms::health));
    probes = new Probes(health, Duration.ofSeconds(3));
    return pages(new KeyPages(instances, probes, users).routes());
  }

  /// Answer some more pages.
  public AdminFixture pages(List<Route> more) {
    routes.addAll(more);
    return this;
  }

  /// What was written down.
  public List<RequestRecord> noted() {
    return noted;
  }

  /// Ask as it is.
  public MemoryExchange ask(MemoryExchange exchange) {
    new AdminGate(new RouteTable(routes), new Access(Secret.of(TOKEN)), noted::add).enter(exchange);
    return exchange;
  }

  /// Ask without a token.
  public MemoryExchange open(String method, String target) {
    return ask(MemoryRequest.of(method, target).exchange());
  }

  /// Ask with the token.
  public MemoryExchange call(String method, String target) {
    return ask(signed(method, target).exchange());
  }

  /// Ask with the token and a document.
  public MemoryExchange call(String method, String target, String body) {
    return ask(
        new MemoryExchange(signed(method, target).head(), body.getBytes(StandardCharsets.UTF_8)));
  }

  private static MemoryRequest signed(String method, String target) {
    return MemoryRequest.of(method, target).header("authorization", "Bearer " + TOKEN);
  }

  /// Read an answer.
  public static JsonNode json(MemoryExchange exchange) {
    return StrictJson.read(exchange.bytes());
  }

  @Override
  public void close() {
    probes.close();
  }
}
