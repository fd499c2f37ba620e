package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.Call;
import io.cofre.kms.http.KmsHttp;
import io.cofre.kms.http.Session;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/// Calls one Vault, in one namespace, with the session's token. Thread-safe.
///
/// @param address without `/v1`
/// @param namespace empty for none
record VaultClient(URI address, String namespace, KmsHttp http, Session session)
    implements AutoCloseable {

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  URI at(String path) {
    return URI.create(address + "/v1/" + path);
  }

  /// Send a call with a body and return an answer of success.
  ///
  /// @throws io.cofre.api.kms.KmsException for any other answer
  Answer post(String path, ObjectNode body) {
    return send(Call.json("POST", at(path), body));
  }

  /// The data at a path; empty where nothing is. What is not there may have data still: what it
  /// was.
  Optional<JsonNode> find(String path) {
    Call call = Call.get(at(path));
    Answer answer = answer(call);
    boolean absent = answer.status() == 404 && Refusals.said(answer).isEmpty();
    return Optional.of((absent ? answer : success(call, answer)).json().path("data"))
        .filter(data -> !absent || data.isObject());
  }

  /// The names below a path, sorted.
  Stream<String> names(String path) {
    return find(path + "?list=true").stream()
        .flatMap(data -> data.path("keys").valueStream())
        .map(JsonNode::asText)
        .sorted();
  }

  Answer delete(String path) {
    return send(Call.delete(at(path)));
  }

  Answer send(Call call) {
    return success(call, answer(call));
  }

  private Answer success(Call call, Answer answer) {
    if (!answer.ok()) {
      throw Refusals.of(address, call, answer);
    }
    return answer;
  }

  /// Send a call and return whatever was answered; the call is wiped.
  private Answer answer(Call call) {
    try {
      return session.send(
          token -> {
            Call sent =
                inNamespace(call, namespace).header("X-Vault-Token", token.use(String::new));
            try {
              return http.send(sent);
            } finally {
              sent.wipe();
            }
          },
          answer -> answer.status() == 403);
    } finally {
      call.wipe();
    }
  }

  static Call inNamespace(Call call, String namespace) {
    Call marked = call.header("X-Vault-Request", "true");
    return namespace.isEmpty() ? marked : marked.header("X-Vault-Namespace", namespace);
  }

  @Override
  public void close() {
    session.close();
    http.close();
  }

  @Override
  public String toString() {
    return "Vault at " + address;
  }
}
