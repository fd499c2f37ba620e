package io.cofre.kms.ciphertrust.fake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/// One version of a key: an object with an id and a state of its own.
final class StoredVersion {
  private static final SecureRandom RANDOM = new SecureRandom();

  final String id = hex(32);
  final String name;
  final int version;
  final int usageMask;
  final boolean undeletable;
  final byte[] material = new byte[32];
  private final Instant created = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private String state = "Active";

  StoredVersion(String name, int version, int usageMask, boolean undeletable) {
    this.name = name;
    this.version = version;
    this.usageMask = usageMask;
    this.undeletable = undeletable;
    RANDOM.nextBytes(material);
  }

  private static String hex(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  String state() {
    return state;
  }

  void revoke(String reason) throws Refusal {
    String revoked =
        switch (reason) {
          case "Unspecified",
              "AffiliationChanged",
              "Superseded",
              "CessationOfOperation",
              "PrivilegeWithdrawn" ->
              "Deactivated";
          case "KeyCompromise", "CACompromise" -> "Compromised";
          default ->
              throw Refusal.of(422, 9, "NCERRInvalidParamValue: Invalid parameter", "reason");
        };
    if (revoked.equals("Deactivated") || !state.equals("Deactivated")) {
      requireState("Active");
    }
    state = revoked;
  }

  void reactivate(String reason) throws Refusal {
    if (!reason.equals("DeactivatedToActive")) {
      throw Refusal.of(422, 9, "NCERRInvalidParamValue: Invalid parameter", "reason");
    }
    requireState("Deactivated");
    state = "Active";
  }

  void destroy() throws Refusal {
    if (state.equals("Active")) {
      throw Refusal.state("the key is active");
    }
    state = state.equals("Compromised") ? "Destroyed Compromised" : "Destroyed";
  }

  private void requireState(String wanted) throws Refusal {
    if (!state.equals(wanted)) {
      throw Refusal.state("the key is " + state);
    }
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", id)
        .put("uri", "kylo:kylo:vault:keys:" + name + "-v" + version)
        .put("account", "kylo:kylo:admin:accounts:kylo")
        .put("createdAt", created.toString())
        .put("updatedAt", created.toString())
        .put("name", name)
        .put("version", version)
        .put("state", state)
        .put("algorithm", "AES")
        .put("size", 256)
        .put("usageMask", usageMask)
        .put("objectType", "Symmetric Key")
        .put("unexportable", true)
        .put("undeletable", undeletable);
    return json;
  }
}
