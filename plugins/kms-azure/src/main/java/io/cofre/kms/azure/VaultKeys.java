package io.cofre.kms.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.Lookup;
import io.cofre.kms.http.RestApi;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The keys of one vault or HSM, over REST. Thread-safe.
record VaultKeys(RestApi api, URI vault, Algorithm algorithm, InstantSource clock)
    implements KeyAdministration {
  static final String VERSION = "?api-version=7.4";
  private static final int MOST_PAGES = 10_000;

  static ObjectNode json() {
    return JsonNodeFactory.instance.objectNode();
  }

  @Override
  public Set<KeyAction> actions() {
    return EnumSet.allOf(KeyAction.class);
  }

  /// @throws KmsException `KEY_NOT_FOUND` for a name that no key can have
  private String path(KeyId key) {
    if (!key.value().matches("[0-9A-Za-z-]{1,127}")) {
      throw new KmsException(
          Reason.KEY_NOT_FOUND,
          "%s has no key %s: names are letters, digits and -".formatted(api, key));
    }
    return "/keys/" + key.value();
  }

  private String deletedPath(KeyId key) {
    return "/deleted" + path(key).substring(1);
  }

  /// Use a version of a key; the caller wipes the answer.
  Answer operate(KeyId key, String version, String operation, ObjectNode body) {
    return api.send("POST", "%s/%s/%s%s".formatted(path(key), version, operation, VERSION), body);
  }

  private JsonNode post(String what, String path, ObjectNode body) {
    return done(what, api.send("POST", path + VERSION, body));
  }

  private JsonNode done(String what, Answer answer) {
    if (!answer.ok()) {
      throw Errors.of(api, what, answer);
    }
    return answer.json();
  }

  /// Say why a key could not be used: one that was deleted looks as if it had never been.
  KmsException failed(String what, KeyId key, Answer answer) {
    if (answer.status() == 404 && deleted(key).isPresent()) {
      return Errors.of(api, Reason.KEY_PENDING_DELETION, what, answer);
    }
    return Errors.of(api, what, answer);
  }

  private Optional<KeyDescription> deleted(KeyId key) {
    Answer answer = api.get(deletedPath(key) + VERSION);
    return answer.ok() ? Optional.of(description(key, answer.json(), true)) : Optional.empty();
  }

  /// Describe the newest version.
  @Override
  public KeyDescription describe(KeyId key) {
    Answer answer = api.get(path(key) + VERSION);
    Optional<KeyDescription> gone = answer.status() == 404 ? deleted(key) : Optional.empty();
    return gone.orElseGet(
        () -> description(key, done("to describe the key " + key, answer), false));
  }

  private KeyDescription description(KeyId key, JsonNode bundle, boolean deleted) {
    String version = last(bundle.path("key").path("kid").asText());
    JsonNode attributes = bundle.path("attributes");
    long now = clock.instant().getEpochSecond();
    boolean usable =
        attributes.path("enabled").asBoolean(true)
            && attributes.path("nbf").asLong(0) <= now
            && attributes.path("exp").asLong(Long.MAX_VALUE) > now;
    if (version.isEmpty() || !attributes.isObject()) {
      throw new KmsException(
          Reason.UNEXPECTED, "%s describes the key %s oddly".formatted(api, key));
    }
    return new KeyDescription(
        key,
        deleted ? State.PENDING_DELETION : usable ? State.ENABLED : State.DISABLED,
        version,
        Optional.of(attributes.path("created"))
            .filter(JsonNode::isNumber)
            .map(seconds -> Instant.ofEpochSecond(seconds.asLong())));
  }

  private static String last(String kid) {
    return kid.substring(kid.lastIndexOf('/') + 1);
  }

  /// The service would add a version to a key that exists, so it is looked for first.
  @Override
  public KeyDescription create(KeyId key) {
    Lookup.find(() -> describe(key), Reason.KEY_NOT_FOUND)
        .ifPresent(found -> {
          boolean deleted = found.state() == State.PENDING_DELETION;
          throw new KmsException(
              deleted ? Reason.KEY_PENDING_DELETION : Reason.KEY_EXISTS,
              "%s has a key %s already%s"
                  .formatted(api, key, deleted ? ", deleted: recover or purge it" : ""));
        });
    ObjectNode body = json().put("kty", algorithm.keyType).put("key_size", algorithm.keySize);
    body.putArray("key_ops").add(algorithm.wrap).add(algorithm.unwrap);
    return description(key, post("to create the key " + key, path(key) + "/create", body), false);
  }

  @Override
  public List<KeyDescription> list() {
    return all("/keys", "the keys").stream()
        .sorted()
        .map(name -> describe(new KeyId(name)))
        .toList();
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    describe(key); // or fail as for other uses
    return description(key, post("to rotate the key " + key, path(key) + "/rotate", json()), false);
  }

  @Override
  public void enable(KeyId key) {
    switchAll(key, true);
  }

  @Override
  public void disable(KeyId key) {
    switchAll(key, false);
  }

  private void switchAll(KeyId key, boolean enabled) {
    ObjectNode body = json();
    body.putObject("attributes").put("enabled", enabled);
    for (String version : all(path(key) + "/versions", "the versions of the key " + key)) {
      String path = "%s/%s%s".formatted(path(key), version, VERSION);
      done("to switch the key " + key, api.send("PATCH", path, body));
    }
  }

  /// The last parts of the ids in a list.
  private List<String> all(String path, String what) {
    List<String> found = new ArrayList<>();
    String next = path + VERSION;
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode answer = done("to list " + what, api.get(next));
      answer.path("value").forEach(item -> found.add(last(item.path("kid").asText())));
      String link = answer.path("nextLink").asText("");
      if (link.isEmpty()) {
        return found;
      }
      URI uri = URI.create(link);
      if (!vault.getHost().equals(uri.getHost())) {
        break; // it is not of this vault
      }
      next = uri.getRawPath() + "?" + uri.getRawQuery();
    }
    throw new KmsException(Reason.UNEXPECTED, "%s lists %s without end".formatted(api, what));
  }

  @Override
  public void delete(KeyId key) {
    Answer answer = api.delete(path(key) + VERSION);
    if (!answer.ok()) {
      throw failed("to delete the key " + key, key, answer);
    }
  }

  @Override
  public KeyDescription cancelDeletion(KeyId key) {
    String path = deletedPath(key) + "/recover";
    return description(key, post("to recover the key " + key, path, json()), false);
  }
}
