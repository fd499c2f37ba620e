package io.cofre.kms.fortanix;

import module cofre.api;
import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.kms.KeyDescription.State;

/// One version of a key, which DSM keeps as an object of its own.
///
/// @param kid its id, which stays
/// @param name the key's name, which goes to the version that replaces it
/// @param state `Active` for use; anything else is not
/// @param enabled whether it is switched on
/// @param wraps whether it is an AES key for encryption and decryption
/// @param replaced the id of the version before it, where there was one
/// @param rotated whether another version replaced it
/// @param created when it was made, where the answer says so
record SecurityObject(
    String kid,
    String name,
    String state,
    boolean enabled,
    boolean wraps,
    Optional<String> replaced,
    boolean rotated,
    Optional<Instant> created) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  static SecurityObject of(JsonNode json) {
    Set<String> operations = new HashSet<>();
    json.path("key_ops").forEach(operation -> operations.add(operation.asText()));
    JsonNode links = json.path("links");
    return new SecurityObject(
        json.path("kid").asText(),
        json.path("name").asText(),
        json.path("state").asText("Active"), // older servers leave it out
        json.path("enabled").asBoolean(),
        json.path("obj_type").asText().equals("AES")
            && operations.containsAll(Set.of("ENCRYPT", "DECRYPT")),
        Optional.of(links.path("replaced").asText()).filter(kid -> !kid.isEmpty()),
        links.hasNonNull("replacement"),
        instant(json.path("created_at").asText()));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.from(TIME.parse(text)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  boolean usable() {
    return enabled && state.equals("Active");
  }

  /// Whether it still opens what it wrapped: a deactivated version does.
  boolean opens() {
    return enabled && !state.equals("PreActive") && !gone();
  }

  /// Whether its material is gone.
  boolean gone() {
    return state.equals("Destroyed") || state.equals("Deleted");
  }

  /// Describe the key whose newest version this is.
  KeyDescription describe() {
    return new KeyDescription(
        new KeyId(name), usable() ? State.ENABLED : State.DISABLED, kid, created);
  }
}
