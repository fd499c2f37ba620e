package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.HttpReasons;
import io.cofre.kms.http.Lookup;
import io.cofre.kms.http.RestApi;
import io.cofre.kms.http.Said;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Calls one Vault, and says in the operator's words what it refused. Thread-safe.
///
/// Whatever is no success is a [KmsException].
record VaultClient(RestApi api) {

  /// The text of an error is the only detail that Vault gives: these are of its transit and KV
  /// engines.
  private static final Map<Reason, Pattern> TEXTS =
      Map.of(
          Reason.KEY_NOT_FOUND,
          Pattern.compile("key not found|no existing key|unknown key type " + TransitKeys.NO_TYPE),
          Reason.KEY_DISABLED,
          Pattern.compile("soft.deleted|\\(too old\\)"),
          Reason.NOT_AUTHENTIC,
          Pattern.compile("invalid ciphertext|message authentication failed"),
          Reason.UNAVAILABLE,
          Pattern.compile("check-and-set parameter did not match|Upgrading from non-versioned"));

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
    return find("list", folder, "?list=true").stream()
        .flatMap(data -> required(data, "keys", folder).valueStream())
        .map(JsonNode::asText)
        .filter(name -> !name.endsWith("/"))
        .sorted()
        .map(KeyId::new)
        .map(key ->
            Lookup.find(() -> describe.apply(key), Reason.KEY_NOT_FOUND, Reason.ACCESS_DENIED))
        .flatMap(Optional::stream)
        .toList();
  }

  /// A field that Vault would not leave out.
  JsonNode required(JsonNode document, String field, String path) {
    if (!document.hasNonNull(field)) {
      throw lacking(field, path);
    }
    return document.path(field);
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
    Reason reason = reason(answer.status(), said);
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

  private static Reason reason(int status, String said) {
    if (status == 400) {
      return TEXTS.entrySet().stream()
          .filter(text -> text.getValue().matcher(said).find())
          .map(Map.Entry::getKey)
          .findAny()
          .orElse(Reason.UNEXPECTED);
    }
    boolean wrongPath = status == 404 && !said.isEmpty(); // no such engine, or not that kind
    boolean away = List.of(307, 412, 472, 473).contains(status); // a standby, or one that lags
    return wrongPath ? Reason.UNEXPECTED : away ? Reason.UNAVAILABLE : HttpReasons.of(status);
  }
}
