package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

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
    super(place, "2", "data/", "metadata/");
    this.clock = clock;
  }

  private String metadataPath(KeyId key) {
    return path("metadata/", key);
  }

  /// Without a clock that is right, a version that is deleted later seems deleted a minute early.
  @Override
  Versions versions(KeyId key) {
    String path = metadataPath(key);
    return vault.find(path).map(metadata -> versions(metadata, path)).orElse(Versions.NONE);
  }

  private Versions versions(JsonNode metadata, String path) {
    JsonNode versions = vault.required(metadata, "versions", path);
    List<Long> left =
        versions.properties().stream()
            .filter(version -> !version.getValue().path("destroyed").asBoolean())
            .map(version -> Long.valueOf(version.getKey()))
            .sorted()
            .toList();
    long newest = vault.required(metadata, "current_version", path).asLong();
    Optional<Instant> deletion =
        Timestamp.of(versions.path(Long.toString(newest)).path("deletion_time").asText());
    int most = metadata.path("max_versions").asInt();
    return new Versions(
        newest,
        left,
        left.contains(newest) && deletion.filter(clock.instant().plus(SKEW)::isAfter).isPresent(),
        versions.size(),
        most == 0 ? KEPT_BY_DEFAULT : most,
        Timestamp.of(metadata.path("created_time").asText()));
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
      throw vault.failure(
          Reason.UNEXPECTED, "gave version %d of the key at %s for another", number, path);
    }
    if (metadata.path("destroyed").asBoolean()) {
      throw vault.failure(
          Reason.KEY_NOT_FOUND, "destroyed version %d of the key at %s", number, path);
    }
    if (!found.path("data").isObject()) {
      throw disabled(key, number);
    }
    return new Value(number, found.path("data").path(Long.toString(number)).asText());
  }

  @Override
  void prepare(KeyId key) {
    ObjectNode wanted = VaultClient.object().put("max_versions", KEPT).put("cas_required", true);
    vault.post(metadataPath(key), wanted);
  }

  @Override
  void write(KeyId key, Value value) {
    ObjectNode body = VaultClient.object();
    body.putObject("options").put("cas", value.version() - 1);
    body.putObject("data").put(Long.toString(value.version()), value.text());
    String path = path(key);
    JsonNode written = vault.post(path, body).json();
    if (written.path("data").path("version").asLong() != value.version()) {
      throw vault.failure(
          Reason.UNEXPECTED, "did not say that it wrote version %d at %s", value.version(), path);
    }
  }

  @Override
  void change(KeyId key, String api) {
    ObjectNode body = VaultClient.object();
    required(key).left().forEach(body.putArray("versions")::add);
    vault.post(path(api, key), body);
  }
}
