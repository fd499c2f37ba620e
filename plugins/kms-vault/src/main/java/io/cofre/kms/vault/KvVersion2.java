package io.cofre.kms.vault;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException.Reason;
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
  Versions versions(KeyId key) {
    String path = path("metadata/", key);
    return vault.find(path).map(metadata -> versions(metadata, path)).orElse(Versions.NONE);
  }

  private Versions versions(JsonNode metadata, String path) {
    JsonNode versions = vault.required(metadata, "versions", path);
    List<Long> left = left(versions);
    long newest = vault.required(metadata, "current_version", path).asLong();
    JsonNode deletion = versions.path(Long.toString(newest)).path("deletion_time");
    boolean deleted = left.contains(newest) && isPast(deletion.asText());
    int most = metadata.path("max_versions").asInt();
    var created = Timestamp.of(metadata.path("created_time").asText());
    return new Versions(newest, left, deleted, most == 0 ? KEPT_BY_DEFAULT : most, created);
  }

  /// Whether a time has come, or will within a minute.
  private boolean isPast(String time) {
    var now = clock.instant().plus(SKEW);
    return Timestamp.of(time).filter(now::isAfter).isPresent();
  }

  /// The engine tells neither a version that is lost from one that never was, nor from a key that
  /// is not there; the metadata does.
  @Override
  Value read(KeyId key, long version) {
    String path = path(key);
    JsonNode found =
        vault
            .find("read", path, version == NEWEST ? "" : "?version=" + version)
            .orElseThrow(() -> absent(key, version, versions(key).newest()));
    JsonNode metadata = vault.required(found, "metadata", path);
    long number = metadata.path("version").asLong();
    if (version != NEWEST && version != number) {
      String words = "gave version %d of the key at %s for another";
      throw vault.failure(Reason.UNEXPECTED, words, number, path);
    }
    if (metadata.path("destroyed").asBoolean()) {
      String words = "destroyed version %d of the key at %s";
      throw vault.failure(Reason.KEY_NOT_FOUND, words, number, path);
    }
    if (!found.path("data").isObject()) {
      throw disabled(key, number);
    }
    return new Value(number, found.path("data").path(Long.toString(number)).asText());
  }

  @Override
  void write(KeyId key, Value value, boolean first) {
    if (first) {
      var kept = VaultClient.object().put("max_versions", KEPT).put("cas_required", true);
      vault.post(path("metadata/", key), kept);
    }
    ObjectNode body = VaultClient.object();
    body.putObject("options").put("cas", value.version() - 1);
    body.putObject("data").put(Long.toString(value.version()), value.text());
    JsonNode written = vault.post(path(key), body).json().path("data").path("version");
    if (written.asLong() != value.version()) {
      String words = "did not say that it wrote version %d at %s";
      throw vault.failure(Reason.UNEXPECTED, words, value.version(), path(key));
    }
  }

  @Override
  void change(KeyId key, String api) {
    ObjectNode body = VaultClient.object();
    required(key).left().forEach(body.putArray("versions")::add);
    vault.post(path(api, key), body);
  }
}
