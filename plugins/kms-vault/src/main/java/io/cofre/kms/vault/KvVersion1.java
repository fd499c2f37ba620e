package io.cofre.kms.vault;

import module cofre.api;
import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.RestApi;

/// Version 1 of the KV engine: a secret holds all versions of its key, and knows no state.
///
/// It cannot check and set. Each writer reads before and after, and says so where another was at
/// work; of two that write in the same instant, one may still lose its version after that.
final class KvVersion1 extends KvSecrets {

  KvVersion1(Place place) {
    super(place, 1);
  }

  @Override
  public Set<KeyAction> actions() {
    return Set.of(KeyAction.CREATE, KeyAction.ROTATE, KeyAction.DELETE);
  }

  @Override
  public List<Version> versions(KeyId key) {
    return versions(key, vault.read(path(key)));
  }

  private List<Version> versions(KeyId key, JsonNode values) {
    List<Version> all =
        versions(values, (number, _) -> new Version(number, Status.ENABLED, Optional.empty()));
    if (all.isEmpty()) {
      throw vault.failure(Reason.UNEXPECTED, "has a secret at %s that is no key", path(key));
    }
    return all;
  }

  @Override
  Material read(KeyId key, long version) {
    JsonNode values = vault.read(path(key));
    long newest = versions(key, values).getFirst().number();
    long wanted = version == NEWEST ? newest : version;
    JsonNode value = values.path(Long.toString(wanted));
    if (value.isMissingNode()) {
      throw absent(key, wanted);
    }
    return opened(key, wanted, value.asText());
  }

  @Override
  void write(KeyId key, long number, String sealed) {
    String field = Long.toString(number);
    ObjectNode values = vault.find(path(key)).orElseGet(RestApi::document);
    boolean taken = values.has(field);
    if (!taken) {
      vault.post(path(key), values.put(field, sealed));
    }
    if (taken || !vault.find(path(key)).equals(Optional.of(values))) {
      throw vault.failure(
          Reason.UNAVAILABLE, "has another version at %s meanwhile: try again", path(key));
    }
  }

  @Override
  void change(KeyId key, String api) {
    throw vault.failure(
        Reason.UNSUPPORTED, "cannot disable a key in a KV engine of version 1; version 2 can");
  }
}
