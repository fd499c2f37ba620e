package io.cofre.core.s3.route;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/// One row of the table: which requests an operation takes.
///
/// @param method the HTTP method
/// @param scope what it is about
/// @param selectors query parameters that must be there, as `name` or `name=value`
/// @param header a header that must be there, lower-case; empty for none
/// @param accepts further query parameters that the operation reads
/// @param operation the operation
public record Route(
    String method,
    Scope scope,
    Set<String> selectors,
    String header,
    Set<String> accepts,
    S3Operation operation) {

  /// Copies the sets, keeping their order.
  public Route {
    selectors = Collections.unmodifiableSet(new LinkedHashSet<>(selectors));
    accepts = Collections.unmodifiableSet(new LinkedHashSet<>(accepts));
  }

  /// How particular the row is: of two rows that take a request, the more particular one counts.
  int weight() {
    return 2 * selectors.size() + (header.isEmpty() ? 0 : 1);
  }

  /// The same row, which reads these query parameters as well.
  Route accepting(String... names) {
    Set<String> all = new LinkedHashSet<>(accepts);
    Collections.addAll(all, names);
    return new Route(method, scope, selectors, header, all, operation);
  }

  /// The same row, for requests with this header only.
  Route having(String name) {
    return new Route(method, scope, selectors, name, accepts, operation);
  }

  /// How documents write it, such as `GET /b?uploads`.
  public String text() {
    String query = selectors.isEmpty() ? "" : "?" + String.join("&", selectors);
    String condition = header.isEmpty() ? "" : " with " + header;
    return method + " " + scope.path() + query + condition;
  }
}
