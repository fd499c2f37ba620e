package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.Lookup;
import io.cofre.kms.http.RestApi;
import io.cofre.kms.http.Said;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Calls one Vault. Thread-safe; `toString` is its name and address.
///
/// Whatever is no success is a [KmsException].
record VaultClient(RestApi api) implements AutoCloseable {

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  Answer post(String path, ObjectNode body) {
    return success("update", path, api.send("POST", "/v1/" + path, body));
  }

  void delete(String path) {
    success("delete", path, api.delete("/v1/" + path));
  }

  /// The data at a path; empty where nothing is. What was removed may leave data there.
  Optional<ObjectNode> find(String path) {
    return find("read", path, "");
  }

  /// The data of one version at a path.
  Optional<ObjectNode> find(String path, long version) {
    return find("read", path, "?version=" + version);
  }

  /// Describe the keys of a folder, sorted. Passes over keys that have gone meanwhile, or that the
  /// policy keeps for others.
  List<KeyDescription> list(String folder, Function<KeyId, KeyDescription> describe) {
    return find("list", folder, "?list=true").stream()
        .flatMap(data -> required(data, "keys", folder).valueStream())
        .map(JsonNode::asText)
        .filter(name -> !name.endsWith("/"))
        .sorted()
        .map(KeyId::new)
        .flatMap(key ->
            Lookup.find(() -> describe.apply(key), Reason.KEY_NOT_FOUND, Reason.ACCESS_DENIED)
                .stream())
        .toList();
  }

  private Optional<ObjectNode> find(String capability, String path, String query) {
    Answer answer = api.get("/v1/" + path + query);
    boolean absent = answer.status() == 404 && Said.words(answer).isEmpty();
    JsonNode document = document(path, absent ? answer : success(capability, path, answer));
    if (document.path("data") instanceof ObjectNode data) {
      return Optional.of(data);
    }
    if (absent) {
      return Optional.empty();
    }
    throw lacking("data", path);
  }

  private JsonNode document(String path, Answer answer) {
    return Lookup.find(answer::json, Reason.UNEXPECTED).orElseThrow(() -> lacking("JSON", path));
  }

  /// The data of an answer.
  JsonNode data(String path, Answer answer) {
    return required(document(path, answer), "data", path);
  }

  /// A field that Vault would not leave out.
  JsonNode required(JsonNode data, String field, String path) {
    if (!data.hasNonNull(field)) {
      throw lacking(field, path);
    }
    return data.path(field);
  }

  KmsException lacking(String what, String path) {
    return failure(
        Reason.UNEXPECTED, "gave an answer nobody foresaw at %s: it has no %s", path, what);
  }

  private Answer success(String capability, String path, Answer answer) {
    if (!answer.ok()) {
      throw Refusals.of(this, capability, path, answer);
    }
    return answer;
  }

  KmsException failure(Reason reason, String message, Object... parts) {
    return new KmsException(reason, this + " " + message.formatted(parts));
  }

  /// The same key, if it can have that name, which might lead elsewhere.
  ///
  /// @throws KmsException `KEY_NOT_FOUND`
  KeyId named(KeyId key) {
    if (!key.value().matches("\\w([\\w.-]{0,253}\\w)?")) {
      throw failure(
          Reason.KEY_NOT_FOUND,
          "has no key %s: keys are named with letters, digits, _, and - or . inside",
          key);
    }
    return key;
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
