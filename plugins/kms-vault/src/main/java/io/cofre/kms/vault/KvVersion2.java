package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// Version 2 of the KV engine: a version of a secret is a version of its key.
///
/// One that was deleted is disabled, since it can be undeleted; one that was destroyed is gone.
/// What is disabled and enabled is every version that is left.
final class KvVersion2 extends KvSecrets {
  private static final int KEPT = 1000; // versions; the engine would keep 10 and lose the oldest
  private static final int KEPT_BY_DEFAULT = 10;
  private final InstantSource clock;

  KvVersion2(Place place, Seal seal, InstantSource clock) {
    super(place, new Layout("2", "data/", "metadata/"), seal);
    this.clock = clock;
  }

  @Override
  public Set<KeyAction> actions() {
    return Set.of(KeyAction.CREATE, KeyAction.ROTATE, KeyAction.DISABLE, KeyAction.DELETE);
  }

  @Override
  Value read(KeyId key, long version) {
    String path = path(key);
    JsonNode found =
        (version == NEWEST ? place.vault().find(path) : place.vault().find(path, version))
            .orElseThrow(() -> absent(key, version));
    JsonNode metadata = found.path("metadata");
    long number = metadata.path("version").asLong();
    if (metadata.path("destroyed").asBoolean()) {
      throw place.failure(
          Reason.KEY_NOT_FOUND, "destroyed version %d of the key at %s", number, path(key));
    }
    if (!found.path("data").isObject()) {
      throw disabled(key, number);
    }
    return new Value(number, found.path("data").path(Long.toString(number)).asText());
  }

  private KmsException disabled(KeyId key, long number) {
    return place.failure(
        Reason.KEY_DISABLED,
        "has version %d of the key at %s deleted: enable the key, which undeletes it",
        number,
        path(key));
  }

  /// The engine tells neither a version that is lost from one that never was, nor from a key that
  /// is not there; the metadata does.
  private KmsException absent(KeyId key, long version) {
    boolean neverWas = version > metadata(key).path("current_version").asLong();
    return place.failure(
        neverWas ? Reason.NOT_AUTHENTIC : Reason.KEY_NOT_FOUND,
        "has no version %d of the key at %s",
        version,
        path(key));
  }

  private JsonNode metadata(KeyId key) {
    return place.vault().find(metadataPath(key)).orElseThrow(() -> notFound(key));
  }

  private KmsException notFound(KeyId key) {
    return place.failure(Reason.KEY_NOT_FOUND, "has no key at %s (404)", metadataPath(key));
  }

  /// The numbers of the versions that were not destroyed, the oldest first.
  private static List<Long> left(JsonNode metadata) {
    return metadata.path("versions").properties().stream()
        .filter(version -> !version.getValue().path("destroyed").asBoolean())
        .map(version -> Long.valueOf(version.getKey()))
        .sorted()
        .toList();
  }

  private boolean isDeleted(JsonNode metadata) {
    JsonNode newest = metadata.path("versions").path(metadata.path("current_version").asText());
    return !newest.path("destroyed").asBoolean()
        && Timestamp.of(newest.path("deletion_time").asText())
            .filter(time -> !time.isAfter(clock.instant()))
            .isPresent();
  }

  @Override
  public KeyDescription describe(KeyId key) {
    JsonNode metadata = metadata(key);
    List<Long> left = left(metadata);
    if (left.isEmpty()) {
      throw notFound(key);
    }
    long newest = metadata.path("current_version").asLong();
    boolean usable = left.contains(newest) && !isDeleted(metadata);
    return new KeyDescription(
        key,
        usable ? State.ENABLED : State.DISABLED,
        Long.toString(newest),
        Timestamp.of(metadata.path("created_time").asText()));
  }

  @Override
  long first(KeyId key) {
    ObjectNode wanted = VaultClient.object().put("max_versions", KEPT).put("cas_required", true);
    place.vault().post(metadataPath(key), wanted);
    return metadata(key).path("current_version").asLong() + 1;
  }

  @Override
  long next(KeyId key) {
    JsonNode metadata = metadata(key);
    long newest = metadata.path("current_version").asLong();
    if (left(metadata).isEmpty()) {
      throw notFound(key);
    }
    if (isDeleted(metadata)) {
      throw disabled(key, newest);
    }
    int most = metadata.path("max_versions").asInt();
    if (metadata.path("versions").size() >= (most == 0 ? KEPT_BY_DEFAULT : most)) {
      throw place.failure(
          Reason.UNSUPPORTED,
          "keeps %d versions at %s, and another would destroy the oldest: raise max_versions",
          metadata.path("versions").size(),
          metadataPath(key));
    }
    return newest + 1;
  }

  @Override
  void write(KeyId key, Value value) {
    ObjectNode body = VaultClient.object();
    body.putObject("options").put("cas", value.version() - 1);
    body.putObject("data").put(Long.toString(value.version()), value.text());
    place.vault().post(path(key), body);
  }

  @Override
  public void enable(KeyId key) {
    change("undelete/", key);
  }

  @Override
  public void disable(KeyId key) {
    change("delete/", key);
  }

  private void change(String api, KeyId key) {
    describe(key);
    ObjectNode body = VaultClient.object();
    left(metadata(key)).forEach(body.putArray("versions")::add);
    place.vault().post(place.path(api) + "/" + key, body);
  }
}
