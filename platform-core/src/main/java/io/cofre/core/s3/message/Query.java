package io.cofre.core.s3.message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The parameters of a request's query, decoded.
///
/// @param parameters values by name, empty for a parameter without a value; the first wins when a
///   name is repeated
public record Query(Map<String, String> parameters) {

  /// Copies the map, keeping its order.
  public Query {
    parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /// The value of a parameter.
  public Optional<String> get(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /// Whether a parameter is there, with or without a value.
  public boolean has(String name) {
    return parameters.containsKey(name);
  }

  /// The names, in the order they came.
  public Set<String> names() {
    return parameters.keySet();
  }
}
