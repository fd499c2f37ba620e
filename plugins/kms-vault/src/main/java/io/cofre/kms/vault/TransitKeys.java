package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.kms.KeyDescription;
import io.cofre.api.kms.KeyDescription.State;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Reads the keys of a transit engine. Thread-safe.
///
/// Whether a key is derived never changes in its life, and is remembered; nothing else is.
record TransitKeys(VaultClient vault, String mount, Map<KeyId, Boolean> derived) {
  /// Sent as the type of a key in every encryption: Vault reads it only where it would make a key
  /// that is missing, and then refuses.
  static final String NO_TYPE = "never-made-by-encrypting";

  private static final Pattern NAME = Pattern.compile("\\w([\\w.-]{0,253}\\w)?");

  static TransitKeys of(VaultClient vault, String mount) {
    return new TransitKeys(vault, mount, new ConcurrentHashMap<>());
  }

  /// The path of an operation on a key.
  ///
  /// @throws KmsException `KEY_NOT_FOUND` if no key can have that name, which might lead elsewhere
  String path(String operation, KeyId key) {
    if (!NAME.matcher(key.value()).matches()) {
      throw new KmsException(
          Reason.KEY_NOT_FOUND,
          "%s has no key %s: a transit key is named with letters, digits, _, and - or . inside"
              .formatted(vault, key));
    }
    return mount + "/" + operation + "/" + key.value();
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

  KeyDescription describe(KeyId key) {
    JsonNode data = read(key);
    State state = data.path("soft_deleted").asBoolean() ? State.DISABLED : State.ENABLED;
    long created = data.path("keys").path("1").asLong();
    return new KeyDescription(
        key,
        state,
        data.path("latest_version").asText(),
        created == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(created)));
  }

  private JsonNode read(KeyId key) {
    JsonNode data = vault.get(path("keys", key)).json().path("data");
    if (!data.has("latest_version")) {
      throw new KmsException(
          Reason.UNEXPECTED,
          "%s described no transit key at %s".formatted(vault, path("keys", key)));
    }
    return data;
  }
}
