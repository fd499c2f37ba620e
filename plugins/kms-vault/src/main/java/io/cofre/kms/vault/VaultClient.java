package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.RestApi;
import java.util.Optional;
import java.util.stream.Stream;

/// Calls one Vault. Thread-safe; `toString` is its name and address.
///
/// Whatever is no success is a [io.cofre.api.kms.KmsException].
record VaultClient(RestApi api) implements AutoCloseable {

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  Answer post(String path, ObjectNode body) {
    return success("update", path, api.send("POST", "/v1/" + path, body));
  }

  Answer delete(String path) {
    return success("delete", path, api.delete("/v1/" + path));
  }

  /// The data at a path; empty where nothing is. What was removed may leave data there.
  Optional<JsonNode> find(String path) {
    return find("read", path, "");
  }

  /// The data of one version at a path.
  Optional<JsonNode> find(String path, long version) {
    return find("read", path, "?version=" + version);
  }

  /// The names below a path, sorted.
  Stream<String> names(String path) {
    return find("list", path, "?list=true").stream()
        .flatMap(data -> data.path("keys").valueStream())
        .map(JsonNode::asText)
        .sorted();
  }

  private Optional<JsonNode> find(String capability, String path, String query) {
    Answer answer = api.get("/v1/" + path + query);
    boolean absent = answer.status() == 404 && Refusals.said(answer).isEmpty();
    JsonNode data = (absent ? answer : success(capability, path, answer)).json().path("data");
    return Optional.of(data).filter(found -> !absent || found.isObject());
  }

  private Answer success(String capability, String path, Answer answer) {
    if (!answer.ok()) {
      throw Refusals.of(this, capability, path, answer);
    }
    return answer;
  }

  @Override
  public void close() {
    api.close();
  }

  @Override
  public String toString() {
    return api.toString();
  }
}
