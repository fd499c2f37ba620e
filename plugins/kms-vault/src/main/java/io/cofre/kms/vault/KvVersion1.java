package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Version 1 of the KV engine: a secret holds all versions of its key, and knows no state.
///
/// It cannot check and set. Each writer reads before and after, and says so where another was at
/// work; of two that write in the same instant, one may still lose its version after that.
final class KvVersion1 extends KvSecrets {

  KvVersion1(Place place, Seal seal) {
    super(place, new Layout("1", "", ""), seal);
  }

  @Override
  public Set<KeyAction> actions() {
    return Set.of(KeyAction.CREATE, KeyAction.ROTATE, KeyAction.DELETE);
  }

  private JsonNode values(KeyId key) {
    return place
        .vault()
        .find(path(key))
        .orElseThrow(
            () -> place.failure(Reason.KEY_NOT_FOUND, "has no key at %s (404)", path(key)));
  }

  private long newest(KeyId key, JsonNode values) {
    return values.properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> name.matches("[1-9]\\d{0,8}"))
        .mapToLong(Long::parseLong)
        .max()
        .orElseThrow(
            () -> place.failure(Reason.UNEXPECTED, "has a secret at %s that is no key", path(key)));
  }

  @Override
  Value read(KeyId key, long version) {
    JsonNode values = values(key);
    long newest = newest(key, values);
    long wanted = version == NEWEST ? newest : version;
    JsonNode value = values.path(Long.toString(wanted));
    if (value.isMissingNode()) {
      throw place.failure(
          wanted > newest ? Reason.NOT_AUTHENTIC : Reason.KEY_NOT_FOUND,
          "has no version %d of the key at %s",
          wanted,
          path(key));
    }
    return new Value(wanted, value.asText());
  }

  @Override
  public KeyDescription describe(KeyId key) {
    String newest = Long.toString(newest(key, values(key)));
    return new KeyDescription(key, State.ENABLED, newest, Optional.empty());
  }

  @Override
  long first(KeyId key) {
    return 1;
  }

  @Override
  long next(KeyId key) {
    return newest(key, values(key)) + 1;
  }

  @Override
  void write(KeyId key, Value value) {
    String field = Long.toString(value.version());
    ObjectNode values = VaultClient.object();
    place
        .vault()
        .find(path(key))
        .ifPresent(
            held -> held.properties().forEach(one -> values.set(one.getKey(), one.getValue())));
    if (values.has(field)) {
      throw conflict(key);
    }
    place.vault().post(path(key), values.put(field, value.text()));
    if (!values(key).equals(values)) {
      throw conflict(key);
    }
  }

  private KmsException conflict(KeyId key) {
    return place.failure(
        Reason.UNAVAILABLE, "has another version at %s meanwhile: try again", path(key));
  }

  @Override
  public void enable(KeyId key) {
    throw noSwitch();
  }

  @Override
  public void disable(KeyId key) {
    throw noSwitch();
  }

  private KmsException noSwitch() {
    return place.failure(
        Reason.UNSUPPORTED, "cannot disable a key in a KV engine of version 1; version 2 can");
  }
}
