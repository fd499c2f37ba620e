package io.cofre.kms.ciphertrust;

import module cofre.api;
import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.Call;
import io.cofre.kms.http.RestApi;

/// `vault/keys2`: keys by name, their versions by id. What is done to a key is done to each of its
/// versions, and may be repeated when it broke off.
record VaultKeys(RestApi api) implements KeyAdministration {
  static final String KEYS = "/api/v1/vault/keys2/";
  private static final int PAGE = 200;

  @Override
  public KeyDescription create(KeyId key) {
    ObjectNode wanted =
        RestApi.document().put("name", key.value()).put("algorithm", "aes").put("size", 256);
    wanted.put("usageMask", KeyVersion.ENCRYPT_AND_DECRYPT).put("unexportable", true);
    Answer answer = api.send("POST", KEYS, wanted);
    if (answer.status() == 409
        || refusal(answer).path("codeDesc").asText().startsWith("NCERRKeyAlreadyExists")) {
      throw new KmsException(
          Reason.KEY_EXISTS, "there is a key %s at %s already".formatted(key, api));
    }
    return KeyVersion.of(api.require(answer, "create", key)).describe();
  }

  @Override
  public KeyDescription describe(KeyId key) {
    return found(key, "").describe();
  }

  @Override
  public List<KeyDescription> list() {
    Map<String, KeyVersion> newest =
        pages(KEYS + "?", new KeyId("of any name")).stream()
            .collect(
                Collectors.toMap(
                    KeyVersion::name,
                    UnaryOperator.identity(),
                    BinaryOperator.maxBy(Comparator.comparingInt(KeyVersion::version)),
                    TreeMap::new)); // sorted by name
    return newest.values().stream()
        .filter(version -> version.wraps() && !version.destroyed())
        .map(KeyVersion::describe)
        .toList();
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    api.require(
        api.send("POST", path(key, "/versions/?type=name"), RestApi.document()), "rotate", key);
    return describe(key);
  }

  /// A version that was revoked as compromised stays so: its description tells.
  @Override
  public void enable(KeyId key) {
    for (KeyVersion version : versions(key)) {
      if (version.deactivated()) {
        change(key, version, "reactivate", "DeactivatedToActive");
      }
    }
  }

  /// The newest version first: nothing new is wrapped from then on.
  @Override
  public void disable(KeyId key) {
    for (KeyVersion version : versions(key).reversed()) {
      if (version.active()) {
        change(key, version, "revoke", "CessationOfOperation");
      }
    }
  }

  /// The newest version last: as long as one is there, the name is not given again.
  @Override
  public void delete(KeyId key) {
    for (KeyVersion version : versions(key)) {
      Answer answer = api.delete(KEYS + Call.encoded(version.id()) + "?type=id");
      if (!answer.ok()) {
        throw api.failure(answer, "delete", key);
      }
    }
  }

  private void change(KeyId key, KeyVersion version, String action, String reason) {
    ObjectNode body =
        RestApi.document().put("reason", reason).put("message", "asked for through Cofre");
    String path = "%s%s/%s?type=id".formatted(KEYS, Call.encoded(version.id()), action);
    api.require(api.send("POST", path, body), action, key);
  }

  /// The newest version of a key, or the one that a query names, if it may be read.
  Optional<KeyVersion> visible(KeyId key, String query) {
    try {
      return Optional.of(found(key, query));
    } catch (KmsException e) {
      if (e.reason() == Reason.KEY_NOT_FOUND || e.reason() == Reason.ACCESS_DENIED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private KeyVersion found(KeyId key, String query) {
    Answer answer = api.get(path(key, "?type=name" + query));
    KeyVersion version = KeyVersion.of(api.require(answer, "read", key));
    if (version.destroyed()) {
      throw new KmsException(
          Reason.KEY_NOT_FOUND,
          "version %d of the key %s at %s is destroyed".formatted(version.version(), key, api));
    }
    return version;
  }

  /// The versions of a key whose material is there, the oldest first.
  private List<KeyVersion> versions(KeyId key) {
    return pages(path(key, "/versions?type=name&"), key).stream()
        .filter(version -> !version.destroyed())
        .sorted(Comparator.comparingInt(KeyVersion::version))
        .toList();
  }

  private List<KeyVersion> pages(String path, KeyId key) {
    List<KeyVersion> all = new ArrayList<>();
    JsonNode page;
    do {
      String query = "skip=%d&limit=%d".formatted(all.size(), PAGE);
      page = api.require(api.get(path + query), "list", key).path("resources");
      page.forEach(version -> all.add(KeyVersion.of(version))); // null where there is none
    } while (page.size() == PAGE);
    return all;
  }

  /// The document of an answer that is no success; an empty one for the front end's plain text.
  static JsonNode refusal(Answer answer) {
    try {
      return answer.json();
    } catch (KmsException _) {
      return RestApi.document();
    }
  }

  private static String path(KeyId key, String rest) {
    return KEYS + Call.encoded(key.value()) + rest;
  }
}
