package io.cofre.core.admin.route;

import io.cofre.api.transport.RequestHead;
import io.cofre.core.admin.message.AdminError;
import io.cofre.core.admin.message.AdminFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// All that can be asked.
///
/// @param routes no two of which match the same request
public record RouteTable(List<Route> routes) implements Routes {

  /// Copies the list.
  public RouteTable {
    routes = List.copyOf(routes);
  }

  /// A route and what the request's address holds.
  public record Match(Route route, Map<String, String> path, Map<String, String> query) {}

  /// Find the route of a request.
  ///
  /// @throws AdminFailure `NOT_FOUND`, `METHOD`, or `INVALID` for a malformed address
  @Override
  public Match find(RequestHead head) {
    String method = head.method().equals("HEAD") ? "GET" : head.method();
    List<String> others = new ArrayList<>();
    for (Route route : routes) {
      Optional<Map<String, String>> path = route.path().match(head.rawPath());
      if (path.isPresent()) {
        if (route.method().equals(method)) {
          return new Match(route, path.get(), Percent.query(head.rawQuery()));
        }
        others.add(route.method());
      }
    }
    throw others.isEmpty() ? notFound() : wrongMethod(others);
  }

  private AdminFailure notFound() {
    List<String> open =
        routes.stream()
            .map(route -> route.path().toString())
            .filter(path -> !path.startsWith("/v1/"))
            .distinct()
            .toList();
    return new AdminFailure(
        AdminError.NOT_FOUND,
        "no such page; there are " + String.join(", ", open) + " and /v1/...");
  }

  private static AdminFailure wrongMethod(List<String> methods) {
    String allowed =
        String.join(
            ", ",
            methods.stream()
                .flatMap(m -> m.equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(m))
                .distinct()
                .sorted()
                .toList());
    return new AdminFailure(
        AdminError.METHOD, "this page answers only " + allowed, Map.of("Allow", List.of(allowed)));
  }
}
