package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.Lookup;
import java.util.List;
import java.util.Set;

/// Administers the keys of a transit engine.
///
/// @param softDeletes whether keys can be soft-deleted and restored, as OpenBao does: that is
///   disabling and enabling
record TransitAdministration(VaultClient vault, TransitKeys keys, boolean softDeletes)
    implements KeyAdministration {

  @Override
  public Set<KeyAction> actions() {
    return softDeletes
        ? Set.of(KeyAction.CREATE, KeyAction.ROTATE, KeyAction.DELETE, KeyAction.DISABLE)
        : Set.of(KeyAction.CREATE, KeyAction.ROTATE, KeyAction.DELETE);
  }

  @Override
  public KeyDescription create(KeyId key) {
    if (Lookup.find(() -> describe(key), Reason.KEY_NOT_FOUND).isPresent()) {
      throw exists(key);
    }
    Answer made =
        vault.post(
            keys.path("keys", key),
            VaultClient.object().put("type", "aes256-gcm96").put("derived", true));
    if (made.body().length > 0) {
      for (JsonNode warning : made.json().path("warnings")) {
        if (warning.asText().contains("already existed")) {
          throw exists(key);
        }
      }
    }
    keys.forget(key);
    return describe(key);
  }

  private KmsException exists(KeyId key) {
    return new KmsException(Reason.KEY_EXISTS, "%s has a key %s already".formatted(vault, key));
  }

  @Override
  public KeyDescription describe(KeyId key) {
    return keys.describe(key);
  }

  /// Passes over keys that have gone meanwhile, or that the policy keeps for others.
  @Override
  public List<KeyDescription> list() {
    return vault
        .names(keys.mount() + "/keys")
        .map(KeyId::new)
        .flatMap(key ->
            Lookup.find(() -> describe(key), Reason.KEY_NOT_FOUND, Reason.ACCESS_DENIED).stream())
        .toList();
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    vault.post(keys.path("keys", key) + "/rotate", VaultClient.object());
    return describe(key);
  }

  @Override
  public void enable(KeyId key) {
    requireSoftDeletes();
    vault.post(keys.path("keys", key) + "/soft-delete-restore", VaultClient.object());
  }

  @Override
  public void disable(KeyId key) {
    requireSoftDeletes();
    vault.delete(keys.path("keys", key) + "/soft-delete");
  }

  private void requireSoftDeletes() {
    if (!softDeletes) {
      throw new KmsException(
          Reason.UNSUPPORTED,
          "Vault cannot disable a key; OpenBao can: set server: openbao if %s is one"
              .formatted(vault.address()));
    }
  }

  @Override
  public void delete(KeyId key) {
    vault.post(
        keys.path("keys", key) + "/config", VaultClient.object().put("deletion_allowed", true));
    vault.delete(keys.path("keys", key));
    keys.forget(key);
  }
}
