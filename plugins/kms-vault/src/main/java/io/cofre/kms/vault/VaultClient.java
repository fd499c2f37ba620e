package io.cofre.kms.vault;

import module cofre.api;
import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.HttpReasons;
import io.cofre.kms.http.Lookup;
import io.cofre.kms.http.Probe;
import io.cofre.kms.http.RestApi;
import io.cofre.kms.http.Said;

/// Calls one Vault, says in the operator's words what it refused, and probes it. Thread-safe.
///
/// Whatever is no success is a [KmsException].
///
/// @param used capabilities by path that a key needs, of the key that each engine used last
record VaultClient(RestApi api, Map<String, Map<String, String>> used) {

  /// The text of an error is the only detail that Vault gives: these are of its transit and KV
  /// engines.
  private static final List<Map.Entry<Reason, String>> TEXTS =
      List.of(
          Map.entry(Reason.KEY_NOT_FOUND, "key not found|no existing key|" + TransitKeys.NO_TYPE),
          Map.entry(Reason.KEY_DISABLED, "soft.deleted|\\(too old\\)"),
          Map.entry(Reason.NOT_AUTHENTIC, "invalid ciphertext|message authentication failed"),
          Map.entry(Reason.UNAVAILABLE, "check-and-set parameter did not match|Upgrading from"));

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

  /// The data for a query, which needs a capability.
  Optional<ObjectNode> find(String capability, String path, String query) {
    Answer answer = api.get("/v1/" + path + query);
    boolean absent = answer.status() == 404 && Said.words(answer).isEmpty();
    JsonNode document = (absent ? answer : success(capability, path, answer)).json();
    if (document.path("data") instanceof ObjectNode data) {
      return Optional.of(data);
    }
    if (absent) {
      return Optional.empty();
    }
    throw lacking("data", path);
  }

  /// Describe the keys of a folder, sorted. Passes over keys that have gone meanwhile, or that the
  /// policy keeps for others.
  List<KeyDescription> list(String folder, Function<KeyId, KeyDescription> describe) {
    Stream<KeyId> keys =
        find("list", folder, "?list=true").stream()
            .flatMap(data -> required(data, "keys", folder).valueStream())
            .map(JsonNode::asText)
            .filter(name -> !name.endsWith("/"))
            .map(KeyId::new);
    return Lookup.each(keys, describe, Reason.KEY_NOT_FOUND, Reason.ACCESS_DENIED);
  }

  /// A field that Vault would not leave out.
  JsonNode required(JsonNode document, String field, String path) {
    if (!document.hasNonNull(field)) {
      throw lacking(field, path);
    }
    return document.path(field);
  }

  KmsException absent(String path) {
    return failure(Reason.KEY_NOT_FOUND, "has no key at %s (404)", path);
  }

  KmsException lacking(String what, String path) {
    return failure(
        Reason.UNEXPECTED, "gave an answer nobody foresaw at %s: it has no %s", path, what);
  }

  KmsException failure(Reason reason, String message, Object... parts) {
    return new KmsException(reason, "%s %s".formatted(api, message.formatted(parts)));
  }

  /// The same key, if it can have that name, which might lead elsewhere.
  ///
  /// @throws KmsException `KEY_NOT_FOUND`
  KeyId named(KeyId key) {
    if (!key.value().matches("\\w([\\w.-]{0,253}\\w)?")) {
      String named = "keys are named with letters, digits, _, and - or . inside";
      throw failure(Reason.KEY_NOT_FOUND, "has no key %s: %s", key, named);
    }
    return key;
  }

  /// @param capability that a policy must give for the path
  private Answer success(String capability, String path, Answer answer) {
    if (answer.ok()) {
      return answer;
    }
    String said = Said.words(answer);
    Reason reason = reason(answer);
    String text =
        switch (reason) {
          case ACCESS_DENIED ->
              "refused the token (%1$d): the policy lacks %4$s on %2$s, or the token has ended";
          case KEY_NOT_FOUND -> "has no key at %2$s (%1$d)";
          case KEY_DISABLED -> "does not use the key at %2$s (%1$d): %3$s";
          case NOT_AUTHENTIC ->
              "did not wrap this under the key at %2$s, or for something else (%1$d): %3$s";
          case THROTTLED -> "has too many requests (%1$d) for %2$s";
          case UNAVAILABLE -> "cannot serve now (%1$d): %3$s";
          case KEY_EXISTS, KEY_PENDING_DELETION, UNSUPPORTED, UNEXPECTED ->
              "gave an answer nobody foresaw (%1$d) at %2$s: %3$s";
        };
    String words = text.formatted(answer.status(), path, said, capability);
    throw answer.failure(reason, api + " " + words);
  }

  static Reason reason(Answer answer) {
    int status = answer.status();
    String said = Said.words(answer);
    if (status == 400) {
      return TEXTS.stream()
          .filter(text -> Pattern.compile(text.getValue()).matcher(said).find())
          .map(Map.Entry::getKey)
          .findFirst()
          .orElse(Reason.UNEXPECTED);
    }
    boolean wrongPath = status == 404 && !said.isEmpty(); // no such engine, or not that kind
    boolean away = List.of(307, 412, 472, 473).contains(status); // a standby, or one that lags
    return wrongPath ? Reason.UNEXPECTED : away ? Reason.UNAVAILABLE : HttpReasons.of(status);
  }

  /// Ask Vault how it is, and what the token may do with the keys that were used last.
  ///
  /// @param more is asked for besides
  Health probe(Runnable more) {
    return Probe.run(
        api.toString(),
        () -> {
          checkServer();
          checkToken();
          more.run();
        });
  }

  private void checkServer() {
    int status = api.getOpenly("/v1/sys/health?standbyok=true&perfstandbyok=true").status();
    if (!List.of(200, 429, 472, 473).contains(status)) { // active, or a standby that forwards
      String other = "answers its health check with " + status;
      var wrong = Map.of(501, "is not initialised", 503, "is sealed: unseal it");
      throw failure(Reason.UNAVAILABLE, wrong.getOrDefault(status, other));
    }
  }

  private void checkToken() {
    Map<String, String> needs = new TreeMap<>();
    used.values().forEach(needs::putAll);
    ObjectNode body = object();
    var paths = body.putArray("paths").add("sys/health");
    needs.keySet().forEach(paths::add);
    String own = "sys/capabilities-self";
    JsonNode data = required(post(own, body).json(), "data", own);
    needs.forEach((path, capability) -> {
      List<String> held = data.path(path).valueStream().map(JsonNode::asText).toList();
      if (Collections.disjoint(held, List.of(capability, "root"))) {
        throw new KmsException(
            Reason.ACCESS_DENIED, "%s: the policy lacks %s on %s".formatted(api, capability, path));
      }
    });
  }
}
