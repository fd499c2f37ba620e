package io.cofre.kms.fortanix;

import module cofre.api;
import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.RestApi;

/// `crypto/v1/keys`: keys by name, their versions by id and by what each replaced. What is done to
/// a key is done to each of its versions, and may be repeated when it broke off.
///
/// @param api where they are
/// @param group the id of the group that new keys belong to, or empty for the app's own
record SecurityObjects(RestApi api, String group) implements KeyAdministration {
  static final String KEYS = "/crypto/v1/keys";
  private static final int PAGE = 500;
  private static final int MOST_VERSIONS = 1_000;

  @Override
  public KeyDescription create(KeyId key) {
    ObjectNode wanted = named(key).put("obj_type", "AES").put("key_size", 256);
    wanted.putArray("key_ops").add("ENCRYPT").add("DECRYPT").add("APPMANAGEABLE");
    if (!group.isEmpty()) {
      wanted.put("group_id", group);
    }
    Answer answer = api.send("POST", KEYS, wanted);
    if (answer.status() == 409) {
      throw new KmsException(
          Reason.KEY_EXISTS, "there is a key %s at %s already".formatted(key, api));
    }
    return SecurityObject.of(api.require(answer, "create", key)).describe();
  }

  @Override
  public KeyDescription describe(KeyId key) {
    return newest(key).describe();
  }

  @Override
  public List<KeyDescription> list() {
    List<SecurityObject> all = new ArrayList<>();
    int offset = 0;
    JsonNode page;
    do {
      String query = "?obj_type=AES&sort=name:asc&limit=%d&offset=%d".formatted(PAGE, offset);
      page = api.require(api.get(KEYS + query), "list", new KeyId("of any name"));
      page.forEach(object -> all.add(SecurityObject.of(object)));
      offset += page.size();
    } while (page.size() == PAGE);
    return all.stream()
        .filter(object -> object.wraps() && !object.rotated() && !object.gone())
        .map(SecurityObject::describe)
        .sorted(Comparator.comparing(description -> description.key().value()))
        .toList();
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    Answer answer = api.send("POST", KEYS + "/rekey", named(key));
    return SecurityObject.of(api.require(answer, "rotate", key)).describe();
  }

  /// A key that was deactivated or compromised stays so: its description tells.
  @Override
  public void enable(KeyId key) {
    versions(key).forEach(version -> update(version, true, key));
  }

  /// The newest version first: nothing new is wrapped from then on.
  @Override
  public void disable(KeyId key) {
    versions(key).forEach(version -> update(version, false, key));
  }

  private void update(SecurityObject version, boolean enabled, KeyId key) {
    Answer answer =
        api.send("PATCH", KEYS + "/" + version.kid(), RestApi.document().put("enabled", enabled));
    api.require(answer, enabled ? "enable" : "disable", key);
  }

  /// The newest version last: it is the one that leads to the others.
  @Override
  public void delete(KeyId key) {
    for (SecurityObject version : versions(key).reversed()) {
      Answer answer = api.delete(KEYS + "/" + version.kid());
      if (!answer.ok()) {
        throw api.failure(answer, "delete", key);
      }
    }
  }

  SecurityObject newest(KeyId key) {
    Answer answer = api.send("POST", KEYS + "/info", named(key));
    SecurityObject newest = SecurityObject.of(api.require(answer, "read", key));
    if (newest.gone()) {
      throw gone(newest.kid(), key);
    }
    return newest;
  }

  KmsException gone(String kid, KeyId key) {
    return new KmsException(
        Reason.KEY_NOT_FOUND, "version %s of the key %s at %s is gone".formatted(kid, key, api));
  }

  /// A version of a key, also one whose material is gone; empty where DSM has forgotten it.
  Optional<SecurityObject> version(String kid, KeyId key) {
    String path = KEYS + "/info?show_destroyed=true&show_deleted=true";
    Answer answer = api.send("POST", path, RestApi.document().put("kid", kid));
    return answer.status() == 404
        ? Optional.empty()
        : Optional.of(SecurityObject.of(api.require(answer, "read", key)));
  }

  /// Whether a version belongs to a key.
  boolean owns(KeyId key, String kid) {
    Optional<SecurityObject> version = Optional.of(newest(key));
    for (int i = 0; i < MOST_VERSIONS && version.isPresent(); i++) {
      if (version.get().kid().equals(kid)) {
        return true;
      }
      version = before(version.get(), key);
    }
    return false;
  }

  /// The versions of a key whose material is there, the newest first.
  private List<SecurityObject> versions(KeyId key) {
    List<SecurityObject> versions = new ArrayList<>();
    Optional<SecurityObject> version = Optional.of(newest(key));
    for (int i = 0; i < MOST_VERSIONS && version.isPresent(); i++) {
      version.filter(found -> !found.gone()).ifPresent(versions::add);
      version = before(version.get(), key);
    }
    return versions;
  }

  private Optional<SecurityObject> before(SecurityObject version, KeyId key) {
    return version.replaced().flatMap(kid -> version(kid, key));
  }

  private static ObjectNode named(KeyId key) {
    return RestApi.document().put("name", key.value());
  }
}
