package io.cofre.core.s3.route;

import io.cofre.core.s3.message.Query;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds the operation a request asks for. Immutable.
public final class RouteTable {
  private final List<Route> rows;
  private final Map<String, List<Route>> byMethod;

  /// Make a table of rows in any order.
  public RouteTable(List<Route> rows) {
    this.rows = List.copyOf(rows);
    this.byMethod = this.rows.stream().collect(Collectors.groupingBy(Route::method));
  }

  /// The table of S3.
  public static RouteTable standard() {
    return new RouteTable(Routes.all());
  }

  /// The rows.
  public List<Route> rows() {
    return rows;
  }

  /// Find the operation of a request.
  ///
  /// Fails with `MethodNotAllowed` when other methods have a row for it, and with `NotImplemented`
  /// when it names a subresource that no row takes.
  public S3Operation find(S3Call call) {
    String method = call.head().method();
    Set<String> subresources = Subresources.in(call.query(), method);
    return byMethod.getOrDefault(method, List.of()).stream()
        .filter(row -> takes(row, call, subresources))
        .max(Comparator.comparingInt(Route::weight))
        .map(Route::operation)
        .orElseThrow(() -> refusal(call, subresources));
  }

  private S3Failure refusal(S3Call call, Set<String> subresources) {
    String allowed =
        rows.stream()
            .filter(row -> subresources.isEmpty() || !row.selectors().isEmpty())
            .filter(row -> takes(row, call, subresources))
            .map(Route::method)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    if (subresources.isEmpty() || !allowed.isEmpty()) {
      S3Error error = S3Error.METHOD_NOT_ALLOWED;
      return new S3Failure(error, error.message(), Map.of("Method", call.head().method()))
          .with("Allow", allowed);
    }
    return new S3Failure(S3Error.NOT_IMPLEMENTED);
  }

  private static boolean takes(Route row, S3Call call, Set<String> subresources) {
    if (row.scope() != Scope.of(call.target())) {
      return false;
    }
    if (!row.header().isEmpty() && call.header(row.header()).isEmpty()) {
      return false;
    }
    return row.selectors().stream().allMatch(selector -> selects(selector, call.query()))
        && subresources.stream().allMatch(name -> reads(row, name));
  }

  private static boolean selects(String selector, Query query) {
    int equals = selector.indexOf('=');
    return equals < 0
        ? query.has(selector)
        : query
            .get(selector.substring(0, equals))
            .equals(Optional.of(selector.substring(equals + 1)));
  }

  private static boolean reads(Route row, String name) {
    return row.accepts().contains(name)
        || row.selectors().stream().anyMatch(s -> s.equals(name) || s.startsWith(name + "="));
  }
}
