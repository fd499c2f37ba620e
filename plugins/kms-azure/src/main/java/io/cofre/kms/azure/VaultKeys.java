package io.cofre.kms.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.Call;
import io.cofre.kms.http.KmsHttp;
import io.cofre.kms.http.Session;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The keys of one vault or HSM, over REST. Thread-safe.
record VaultKeys(URI vault, KmsHttp http, Session session, InstantSource clock) {
  private static final String VERSION = "?api-version=7.4";
  private static final int MOST_PAGES = 10_000;

  /// Send a call with a token, whatever comes of it.
  Answer send(Call call) {
    return session.send(token -> http.send(call.bearer(token)), answer -> answer.status() == 401);
  }

  private Answer done(String what, Call call) {
    Answer answer = send(call);
    if (!answer.ok()) {
      throw Errors.of(vault, what, answer);
    }
    return answer;
  }

  private URI uri(String path) {
    return URI.create(vault + path + VERSION);
  }

  /// @throws KmsException `KEY_NOT_FOUND` for a name that no key can have
  private String path(KeyId key) {
    if (!key.value().matches("[0-9A-Za-z-]{1,127}")) {
      throw new KmsException(
          Reason.KEY_NOT_FOUND,
          "Azure at %s has no key %s: names are letters, digits and -".formatted(vault, key));
    }
    return "/keys/" + key.value();
  }

  static ObjectNode json() {
    return JsonNodeFactory.instance.objectNode();
  }

  /// Ask for an operation of a version of a key; the caller wipes call and answer.
  Call operation(KeyId key, String version, String operation, ObjectNode body) {
    return Call.json("POST", uri(path(key) + "/" + version + "/" + operation), body);
  }

  /// Say why a key could not be used: one that was deleted looks as if it had never been.
  KmsException failed(String what, KeyId key, Answer answer) {
    if (answer.status() == 404 && deleted(key).isPresent()) {
      return Errors.of(vault, Reason.KEY_PENDING_DELETION, what, answer);
    }
    return Errors.of(vault, what, answer);
  }

  private Optional<JsonNode> deleted(KeyId key) {
    Answer answer = send(Call.get(uri("/deleted" + path(key).substring(1))));
    return answer.ok() ? Optional.of(answer.json()) : Optional.empty();
  }

  /// Describe the newest version.
  KeyDescription describe(KeyId key) {
    Answer answer = send(Call.get(uri(path(key))));
    if (answer.ok()) {
      return description(key, answer.json());
    }
    if (answer.status() == 404) {
      var gone = deleted(key);
      if (gone.isPresent()) {
        KeyDescription last = description(key, gone.get());
        return new KeyDescription(key, State.PENDING_DELETION, last.version(), last.created());
      }
    }
    throw Errors.of(vault, "to describe the key " + key, answer);
  }

  private KeyDescription description(KeyId key, JsonNode bundle) {
    String version = last(bundle.path("key").path("kid").asText());
    JsonNode attributes = bundle.path("attributes");
    Instant now = clock.instant();
    boolean usable =
        attributes.path("enabled").asBoolean(true)
            && attributes.path("nbf").asLong(0) <= now.getEpochSecond()
            && attributes.path("exp").asLong(Long.MAX_VALUE) > now.getEpochSecond();
    if (version.isEmpty() || !attributes.isObject()) {
      throw new KmsException(
          Reason.UNEXPECTED, "Azure at %s describes the key %s oddly".formatted(vault, key));
    }
    return new KeyDescription(
        key,
        usable ? State.ENABLED : State.DISABLED,
        version,
        Optional.of(attributes.path("created"))
            .filter(JsonNode::isNumber)
            .map(seconds -> Instant.ofEpochSecond(seconds.asLong())));
  }

  private static String last(String kid) {
    return kid.substring(kid.lastIndexOf('/') + 1);
  }

  KeyDescription create(KeyId key, Algorithm algorithm) {
    ObjectNode body = json().put("kty", algorithm.keyType());
    body.put("key_size", algorithm == Algorithm.RSA_OAEP_256 ? 3072 : 256);
    var uses = body.putArray("key_ops");
    if (algorithm == Algorithm.A256GCM) {
      uses.add("encrypt").add("decrypt");
    } else {
      uses.add("wrapKey").add("unwrapKey");
    }
    Call call = Call.json("POST", uri(path(key) + "/create"), body);
    return description(key, done("to create the key " + key, call).json());
  }

  KeyDescription rotate(KeyId key) {
    describe(key); // or fail as for other uses
    Call call = Call.json("POST", uri(path(key) + "/rotate"), json());
    return description(key, done("to rotate the key " + key, call).json());
  }

  /// Switch all versions on or off.
  void enable(KeyId key, boolean enabled) {
    ObjectNode body = json();
    body.putObject("attributes").put("enabled", enabled);
    for (String kid : all(path(key) + "/versions", "the versions of the key " + key)) {
      done("to switch the key " + key, Call.json("PATCH", uri(path(key) + "/" + last(kid)), body));
    }
  }

  /// Ask for something that needs a token.
  void probe() {
    done("to list keys", Call.get(URI.create(vault + "/keys" + VERSION + "&maxresults=1")));
  }

  /// The names of all keys.
  List<String> names() {
    return all("/keys", "the keys").stream().map(VaultKeys::last).toList();
  }

  private List<String> all(String path, String what) {
    List<String> found = new ArrayList<>();
    URI next = uri(path);
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode answer = done("to list " + what, Call.get(next)).json();
      answer.path("value").forEach(item -> found.add(item.path("kid").asText()));
      String link = answer.path("nextLink").asText("");
      if (link.isEmpty()) {
        return found;
      }
      next = URI.create(link);
      if (!vault.getScheme().equals(next.getScheme())
          || !vault.getAuthority().equals(next.getAuthority())) {
        break; // the token is for this vault
      }
    }
    throw new KmsException(
        Reason.UNEXPECTED, "Azure at %s lists %s without end".formatted(vault, what));
  }

  void delete(KeyId key) {
    Answer answer = send(Call.delete(uri(path(key))));
    if (!answer.ok()) {
      throw failed("to delete the key " + key, key, answer);
    }
  }

  KeyDescription recover(KeyId key) {
    URI uri = uri("/deleted" + path(key).substring(1) + "/recover");
    Call call = Call.json("POST", uri, json());
    return description(key, done("to recover the key " + key, call).json());
  }
}
