package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.kms.KeyAction;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.Lookup;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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

  private static final Pattern NAME = Pattern.compile("\\w([\\w.-]{0,253}\\w)?");

  /// The path of an operation on a key.
  ///
  /// @throws KmsException `KEY_NOT_FOUND` if no key can have that name, which might lead elsewhere
  String path(String operation, KeyId key) {
    return "%s/%s/%s".formatted(mount, operation, named(vault, key));
  }

  /// @return the key
  /// @throws KmsException as [#path]
  static KeyId named(VaultClient vault, KeyId key) {
    if (!NAME.matcher(key.value()).matches()) {
      throw new KmsException(
          Reason.KEY_NOT_FOUND,
          "%s has no key %s: keys are named with letters, digits, _, and - or . inside"
              .formatted(vault, key));
    }
    return key;
  }

  boolean isDerived(KeyId key) {
    Boolean known = derived.get(key);
    if (known != null) {
      return known;
    }
    boolean read = read(key).path("derived").asBoolean();
    derived.put(key, read);
    return read;
  }

  void forget(KeyId key) {
    derived.remove(key);
  }

  @Override
  public KeyDescription describe(KeyId key) {
    JsonNode data = read(key);
    State state = data.path("soft_deleted").asBoolean() ? State.DISABLED : State.ENABLED;
    long created = data.path("keys").path("1").asLong();
    return new KeyDescription(
        key,
        state,
        data.path("latest_version").asText(),
        Optional.of(created).filter(seconds -> seconds != 0).map(Instant::ofEpochSecond));
  }

  private JsonNode read(KeyId key) {
    String path = path("keys", key);
    JsonNode data =
        vault
            .find(path)
            .orElseThrow(() ->
                new KmsException(
                    Reason.KEY_NOT_FOUND, "%s has no key at %s (404)".formatted(vault, path)));
    if (!data.has("latest_version")) {
      throw new KmsException(
          Reason.UNEXPECTED, "%s described no transit key at %s".formatted(vault, path));
    }
    return data;
  }

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
            path("keys", key),
            VaultClient.object().put("type", "aes256-gcm96").put("derived", true));
    if (made.body().length > 0) {
      for (JsonNode warning : made.json().path("warnings")) {
        if (warning.asText().contains("already existed")) {
          throw exists(key);
        }
      }
    }
    forget(key);
    return describe(key);
  }

  private KmsException exists(KeyId key) {
    return new KmsException(Reason.KEY_EXISTS, "%s has a key %s already".formatted(vault, key));
  }

  /// Passes over keys that have gone meanwhile, or that the policy keeps for others.
  @Override
  public List<KeyDescription> list() {
    return vault
        .names(mount + "/keys")
        .map(KeyId::new)
        .flatMap(key ->
            Lookup.find(() -> describe(key), Reason.KEY_NOT_FOUND, Reason.ACCESS_DENIED).stream())
        .toList();
  }

  @Override
  public KeyDescription rotate(KeyId key) {
    vault.post(path("keys", key) + "/rotate", VaultClient.object());
    return describe(key);
  }

  @Override
  public void enable(KeyId key) {
    requireSoftDeletes();
    vault.post(path("keys", key) + "/soft-delete-restore", VaultClient.object());
  }

  @Override
  public void disable(KeyId key) {
    requireSoftDeletes();
    vault.delete(path("keys", key) + "/soft-delete");
  }

  private void requireSoftDeletes() {
    if (!softDeletes) {
      throw new KmsException(
          Reason.UNSUPPORTED,
          "%s cannot disable a key; OpenBao can: set server: openbao if it is one"
              .formatted(vault));
    }
  }

  @Override
  public void delete(KeyId key) {
    vault.post(path("keys", key) + "/config", VaultClient.object().put("deletion_allowed", true));
    vault.delete(path("keys", key));
    forget(key);
  }
}
