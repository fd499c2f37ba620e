package io.cofre.kms.azure;

import module cofre.api;
import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.HttpReasons;
import io.cofre.kms.http.Lookup;
import io.cofre.kms.http.Pages;
import io.cofre.kms.http.RestApi;
import io.cofre.kms.http.Said;
import io.cofre.kms.http.Timestamp;

/// The keys of one vault or HSM, over REST. Thread-safe.
record VaultKeys(RestApi api, URI vault, Algorithm algorithm, InstantSource clock)
    implements KeyAdministration {
  private static final String VERSION = "?api-version=7.4";

  /// Where any one key is listed, for a caller with a token.
  static final String ANY = "/keys" + VERSION + "&maxresults=1";

  private static final Map<String, Reason> CODES =
      Map.of(
          "KeyDisabled", Reason.KEY_DISABLED,
          "ObjectIsDeletedButRecoverable", Reason.KEY_PENDING_DELETION,
          "ObjectIsBeingDeleted", Reason.KEY_PENDING_DELETION,
          "ObjectIsBeingRecovered", Reason.KEY_PENDING_DELETION);

  @Override
  public Set<KeyAction> actions() {
    return Set.of(KeyAction.values());
  }

  /// @throws KmsException `KEY_NOT_FOUND` for a name that no key can have
  private String path(String folder, KeyId key, String rest) {
    if (!key.value().matches("[0-9A-Za-z-]{1,127}")) {
      throw new KmsException(
          Reason.KEY_NOT_FOUND,
          "%s has no key %s: names are letters, digits and -".formatted(api, key));
    }
    return "/%s/%s%s%s".formatted(folder, key, rest, VERSION);
  }

  /// Use a version of a key; the caller wipes the answer.
  Answer operate(KeyId key, String version, String operation, ObjectNode body) {
    String rest = "/%s/%s".formatted(version, operation.toLowerCase(Locale.ROOT));
    return api.sendUrl("POST", path("keys", key, rest), body);
  }

  /// Return an answer of success.
  ///
  /// @param what was asked for, as a verb
  /// @throws KmsException the failure that any other is
  Answer require(String what, Answer answer) {
    if (!answer.ok()) {
      Reason reason = CODES.getOrDefault(Said.code(answer), HttpReasons.of(answer.status()));
      String said = Said.words(answer, 300);
      throw answer.failure(
          reason, "%s refused to %s (%d): %s".formatted(api, what, answer.status(), said));
    }
    return answer;
  }

  /// Describe the newest version. A key that was deleted looks as if it had never been.
  @Override
  public KeyDescription describe(KeyId key) {
    Answer live = api.get(path("keys", key, ""));
    boolean missing = live.status() == 404;
    Answer deleted = missing ? api.get(path("deletedkeys", key, "")) : live;
    return missing && deleted.ok()
        ? description(key, deleted, true)
        : description(key, require("describe the key " + key, live), false);
  }

  private KeyDescription description(KeyId key, Answer answer, boolean deleted) {
    JsonNode bundle = answer.json();
    String version = last(bundle.path("key"));
    JsonNode attributes = bundle.path("attributes");
    if (version.isEmpty() || !attributes.isObject()) {
      throw answer.failure(Reason.UNEXPECTED, "%s describes the key %s oddly".formatted(api, key));
    }
    long now = clock.instant().getEpochSecond();
    boolean usable =
        attributes.path("enabled").asBoolean(true)
            && attributes.path("nbf").asLong(0) <= now
            && attributes.path("exp").asLong(Long.MAX_VALUE) > now;
    State state = deleted ? State.PENDING_DELETION : usable ? State.ENABLED : State.DISABLED;
    return new KeyDescription(key, state, version, Timestamp.ofSeconds(attributes.path("created")));
  }

  /// Describe a key that was not deleted.
  KeyDescription live(KeyId key) {
    KeyDescription found = describe(key);
    if (found.state() == State.PENDING_DELETION) {
      throw new KmsException(
          Reason.KEY_PENDING_DELETION,
          "the key %s of %s is deleted, and recoverable: recover or purge it".formatted(key, api));
    }
    return found;
  }

  /// The last part of an id.
  private static String last(JsonNode item) {
    String kid = item.path("kid").asText();
    return kid.substring(kid.lastIndexOf('/') + 1);
  }

  /// The service would add a version to a key that exists, so it is looked for first.
  @Override
  public KeyDescription create(KeyId key) {
    if (Lookup.find(() -> live(key), Reason.KEY_NOT_FOUND).isPresent()) {
      throw new KmsException(Reason.KEY_EXISTS, "%s has a key %s already".formatted(api, key));
    }
    ObjectNode body = RestApi.document().put("kty", algorithm.type).put("key_size", algorithm.size);
    body.putArray("key_ops").add(algorithm.wrap).add(algorithm.unwrap);
    return posted("create", key, path("keys", key, "/create"), body);
  }

  private KeyDescription posted(String what, KeyId key, String path, ObjectNode body) {
    Answer answer = api.send("POST", path, body);
    return description(key, require("%s the key %s".formatted(what, key), answer), false);
  }

  /// A key whose deletion is being carried out may still be listed; nothing is to be said of it.
  @Override
  public List<KeyDescription> list() {
    return all("the keys", "/keys" + VERSION)
        .sorted()
        .map(name -> Lookup.find(() -> describe(new KeyId(name)), Reason.KEY_NOT_FOUND))
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    live(key); // or fail as for other uses
    return posted("rotate", key, path("keys", key, "/rotate"), RestApi.document());
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
    live(key);
    ObjectNode body = RestApi.document();
    body.putObject("attributes").put("enabled", enabled);
    all("the versions of the key " + key, path("keys", key, "/versions"))
        .map(version -> api.send("PATCH", path("keys", key, "/" + version), body))
        .forEach(answer -> require("switch the key " + key, answer));
  }

  /// The last parts of the ids in a list.
  private Stream<String> all(String what, String first) {
    Function<String, JsonNode> read = path -> require("list " + what, api.get(path)).json();
    return Pages.all(api + " lists " + what, first, read, this::next)
        .flatMap(page -> page.path("value").valueStream())
        .map(VaultKeys::last);
  }

  /// The path of the next page; the port in a link is the one that the service believes to have.
  private String next(JsonNode page) {
    String link = page.path("nextLink").asText("");
    URI uri = URI.create(link);
    boolean isOwn = vault.getHost().equals(uri.getHost());
    if (!isOwn && !link.isEmpty()) {
      throw new KmsException(
          Reason.UNEXPECTED, "%s goes on with a list at %s".formatted(api, uri.getHost()));
    }
    return isOwn ? uri.getRawPath() + "?" + uri.getRawQuery() : "";
  }

  @Override
  public void delete(KeyId key) {
    live(key);
    require("delete the key " + key, api.delete(path("keys", key, "")));
  }

  @Override
  public KeyDescription cancelDeletion(KeyId key) {
    return posted("recover", key, path("deletedkeys", key, "/recover"), RestApi.document());
  }
}
