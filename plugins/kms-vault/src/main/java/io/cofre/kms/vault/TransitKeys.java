package io.cofre.kms.vault;

import module cofre.api;
import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Lookup;
import io.cofre.kms.http.RestApi;
import io.cofre.kms.http.Said;
import io.cofre.vault.client.VaultClient;

/// The keys of a transit engine. Thread-safe.
///
/// @param softDeletes whether keys can be soft-deleted and restored, as OpenBao does: that is
///   disabling and enabling
/// @param derived whether a key is derived, which never changes in its life; nothing else is kept
record TransitKeys(
    VaultClient vault, String mount, boolean softDeletes, Map<KeyId, Boolean> derived)
    implements KeyAdministration {
  /// Sent as the type of a key in every encryption: Vault reads it only where it would make a key
  /// that is missing, and then refuses.
  static final String NO_TYPE = "never-made-by-encrypting";

  /// The path of an operation on a key.
  String path(String operation, KeyId key) {
    return "%s/%s/%s".formatted(mount, operation, vault.named(key));
  }

  boolean isDerived(KeyId key) {
    Boolean known = derived.get(key);
    if (known == null) {
      known = read(key).path("derived").asBoolean();
      derived.put(key, known);
    }
    return known;
  }

  @Override
  public KeyDescription describe(KeyId key) {
    JsonNode data = read(key);
    State state = data.path("soft_deleted").asBoolean() ? State.DISABLED : State.ENABLED;
    String version = data.path("latest_version").asText();
    var created = Optional.of(data.path("keys").path("1").asLong()).filter(time -> time != 0);
    return new KeyDescription(key, state, version, created.map(Instant::ofEpochSecond));
  }

  private JsonNode read(KeyId key) {
    String path = path("keys", key);
    JsonNode data = vault.read(path);
    vault.required(data, "latest_version", path);
    return data;
  }

  @Override
  public Set<KeyAction> actions() {
    return softDeletes
        ? KeyAdministration.super.actions()
        : Set.of(KeyAction.CREATE, KeyAction.ROTATE, KeyAction.DELETE);
  }

  @Override
  public KeyDescription create(KeyId key) {
    var wanted = RestApi.document().put("type", "aes256-gcm96").put("derived", true);
    if (Lookup.find(() -> describe(key), Reason.KEY_NOT_FOUND).isPresent()
        || Said.words(vault.post(path("keys", key), wanted)).contains("already existed")) {
      throw vault.failure(Reason.KEY_EXISTS, "has a key %s already", key); // or warns of one
    }
    derived.remove(key);
    return describe(key);
  }

  /// Passes over keys that have gone meanwhile, or that the policy keeps for others.
  @Override
  public List<KeyDescription> list() {
    var found = vault.names(mount + "/keys").map(KeyId::new);
    return Lookup.each(found, this::describe, Reason.KEY_NOT_FOUND, Reason.ACCESS_DENIED);
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    vault.post(path("keys", key) + "/rotate", RestApi.document());
    return describe(key);
  }

  @Override
  public void enable(KeyId key) {
    requireSoftDeletes();
    vault.post(path("keys", key) + "/soft-delete-restore", RestApi.document());
  }

  @Override
  public void disable(KeyId key) {
    requireSoftDeletes();
    vault.delete(path("keys", key) + "/soft-delete");
  }

  private void requireSoftDeletes() {
    if (!softDeletes) {
      String words = "cannot disable a key; OpenBao can: set server: openbao if it is one";
      throw vault.failure(Reason.UNSUPPORTED, words);
    }
  }

  @Override
  public void delete(KeyId key) {
    vault.post(path("keys", key) + "/config", RestApi.document().put("deletion_allowed", true));
    vault.delete(path("keys", key));
    derived.remove(key);
  }
}
