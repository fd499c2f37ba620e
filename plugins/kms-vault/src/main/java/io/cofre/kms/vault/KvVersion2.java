package io.cofre.kms.vault;

import module cofre.api;
import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.RestApi;
import io.cofre.kms.http.Timestamp;

/// Version 2 of the KV engine: a version of a secret is a version of its key.
///
/// One that was deleted is disabled, since it can be undeleted; one that was destroyed is gone.
/// What is disabled and enabled is every version that is left.
final class KvVersion2 extends KvSecrets {
  private static final int KEPT = 1000; // versions; the engine would keep 10 and lose the oldest
  private static final int KEPT_BY_DEFAULT = 10;
  private static final Duration SKEW = Duration.ofMinutes(1); // of Vault's clock before this one
  private final InstantSource clock;

  KvVersion2(Place place, InstantSource clock) {
    super(place, 2);
    this.clock = clock;
  }

  @Override
  public List<Version> versions(KeyId key) {
    return versions(key, vault.read(path("metadata/", key)));
  }

  private List<Version> versions(KeyId key, JsonNode metadata) {
    return versions(vault.required(metadata, "versions", path("metadata/", key)), this::version);
  }

  private Version version(long number, JsonNode told) {
    Status status =
        told.path("destroyed").asBoolean()
            ? Status.DESTROYED
            : isPast(told.path("deletion_time").asText()) ? Status.DISABLED : Status.ENABLED;
    return new Version(number, status, Timestamp.of(told.path("created_time").asText()));
  }

  /// Whether a time has come, or will within a minute.
  private boolean isPast(String time) {
    var now = clock.instant().plus(SKEW);
    return Timestamp.of(time).filter(now::isAfter).isPresent();
  }

  @Override
  Material read(KeyId key, long version) {
    String path = path(key);
    JsonNode found =
        version == NEWEST
            ? vault.read(path)
            : vault.find(path, "?version=" + version).orElseThrow(() -> absent(key, version));
    JsonNode metadata = vault.required(found, "metadata", path);
    long number = metadata.path("version").asLong();
    if (metadata.path("destroyed").asBoolean()) {
      String words = "destroyed version %d of the key at %s";
      throw vault.failure(Reason.KEY_NOT_FOUND, words, number, path);
    }
    if (!found.path("data").isObject()) {
      throw disabled(key, number);
    }
    return opened(key, number, found.path("data").path(Long.toString(number)).asText());
  }

  private KmsException disabled(KeyId key, long version) {
    String words = "has version %d of the key at %s deleted: enable the key, which undeletes it";
    return vault.failure(Reason.KEY_DISABLED, words, version, path(key));
  }

  @Override
  public long createSecret(KeyId key) {
    long first = super.createSecret(key);
    var kept = RestApi.document().put("max_versions", KEPT).put("cas_required", true);
    vault.post(path("metadata/", key), kept);
    return first;
  }

  @Override
  void write(KeyId key, long number, String sealed) {
    ObjectNode body = RestApi.document();
    body.putObject("options").put("cas", number - 1);
    body.putObject("data").put(Long.toString(number), sealed);
    JsonNode written = vault.post(path(key), body).json().path("data").path("version");
    if (written.asLong() != number) {
      String words = "did not say that it wrote version %d at %s";
      throw vault.failure(Reason.UNEXPECTED, words, number, path(key));
    }
  }

  /// Refuses where the key is disabled, and where the engine would destroy a version to keep
  /// another.
  @Override
  public KeyDescription rotate(KeyId key) {
    JsonNode metadata = vault.read(path("metadata/", key));
    List<Version> versions = require(key, versions(key, metadata));
    Version newest = versions.getFirst();
    if (newest.status() == Status.DISABLED) {
      throw disabled(key, newest.number());
    }
    long next = newest.number() + 1;
    int set = metadata.path("max_versions").asInt();
    int most = set == 0 ? KEPT_BY_DEFAULT : set;
    if (versions.stream().filter(Version::isLeft).anyMatch(one -> one.number() <= next - most)) {
      String words =
          "keeps %d versions at %s, and another would destroy the oldest: raise max_versions";
      throw vault.failure(Reason.UNSUPPORTED, words, most, path("metadata/", key));
    }
    return add(key, next);
  }

  /// All that is left, whatever its status seems: this clock may be slow.
  @Override
  void change(KeyId key, String api) {
    ObjectNode body = RestApi.document();
    var numbers = body.putArray("versions");
    require(key, versions(key)).stream()
        .filter(Version::isLeft)
        .map(Version::number)
        .forEach(numbers::add);
    vault.post(path(api, key), body);
  }
}
