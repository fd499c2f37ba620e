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

  KeyDescription describe(KeyId key) {
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
}
