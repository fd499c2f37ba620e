package io.cofre.kms.ciphertrust;

import module cofre.api;
import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.kms.KeyDescription.State;

/// One version of a key, which CipherTrust keeps as an object of its own.
///
/// @param id the id of the object
/// @param name the name that all versions share
/// @param version counted from 0
/// @param state `Active` for use; anything else is not
/// @param wraps whether it is an AES key for encryption and decryption
/// @param created when it was made, where the answer says so
record KeyVersion(
    String id, String name, int version, String state, boolean wraps, Optional<Instant> created) {
  static final int ENCRYPT_AND_DECRYPT = 4 | 8;

  static KeyVersion of(JsonNode json) {
    return new KeyVersion(
        json.path("id").asText(),
        json.path("name").asText(),
        json.path("version").asInt(),
        json.path("state").asText(),
        json.path("algorithm").asText().equalsIgnoreCase("aes")
            && (json.path("usageMask").asInt() & ENCRYPT_AND_DECRYPT) == ENCRYPT_AND_DECRYPT,
        instant(json.path("createdAt").asText()));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  boolean active() {
    return state.equals("Active");
  }

  boolean deactivated() {
    return state.equals("Deactivated");
  }

  /// Whether it still opens what it wrapped: a compromised version does, a deactivated one does
  /// not.
  boolean opens() {
    return active() || state.equals("Compromised");
  }

  /// Whether its material is gone: `Destroyed`, or `Destroyed Compromised`.
  boolean destroyed() {
    return state.startsWith("Destroyed");
  }

  /// Describe the key whose newest version this is.
  KeyDescription describe() {
    return new KeyDescription(
        new KeyId(name),
        active() ? State.ENABLED : State.DISABLED,
        Integer.toString(version),
        created);
  }
}
