package io.cofre.core.admin.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.core.json.JsonFields;
import io.cofre.core.json.NotJson;
import io.cofre.core.json.StrictJson;
import io.cofre.core.json.WrongField;
import java.util.Map;
import java.util.Set;

/// A request of an operator, routed; used by one thread.
///
/// @param path the names that the path holds, decoded
/// @param query the parameters, decoded
/// @param body what was sent, at most 1 MiB
public record AdminRequest(Map<String, String> path, Map<String, String> query, Body body) {

  /// A body that was read.
  @FunctionalInterface
  public interface Body {
    /// The bytes; none when there was no body.
    byte[] bytes();
  }

  /// Copies the maps.
  public AdminRequest {
    path = Map.copyOf(path);
    query = Map.copyOf(query);
  }

  /// A name that the path holds.
  public String name(String variable) {
    String value = path.get(variable);
    if (value == null) {
      throw new IllegalArgumentException("the path has no " + variable);
    }
    return value;
  }

  /// The parameters of the query, of which each must be known.
  ///
  /// @throws AdminFailure `INVALID` if one is not
  public Map<String, String> parameters(Set<String> known) {
    for (String name : query.keySet()) {
      if (!known.contains(name)) {
        throw new AdminFailure(
            AdminError.INVALID, JsonFields.unknown("parameter", name, name, known));
      }
    }
    return query;
  }

  /// The fields of the body, of which each must be known.
  ///
  /// @throws AdminFailure `INVALID` if it is no such document
  public JsonFields fields(Set<String> known) {
    try {
      return JsonFields.of(document(), known);
    } catch (WrongField e) {
      throw new AdminFailure(AdminError.INVALID, String.valueOf(e.getMessage()));
    }
  }

  private JsonNode document() {
    try {
      return StrictJson.read(body.bytes());
    } catch (NotJson e) {
      throw new AdminFailure(
          AdminError.INVALID, "the body is no JSON document: %s".formatted(e.getMessage()));
    }
  }

  /// Refuse a body and parameters where there is nothing to say.
  ///
  /// @throws AdminFailure `INVALID` if there is one
  public void expectNothing() {
    parameters(Set.of());
    if (body.bytes().length > 0) {
      fields(Set.of());
    }
  }
}
