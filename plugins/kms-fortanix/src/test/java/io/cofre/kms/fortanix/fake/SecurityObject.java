package io.cofre.kms.fortanix.fake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/// A key: an object whose id stays and whose name goes to the key that replaces it.
final class SecurityObject {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  final String kid = UUID.randomUUID().toString();
  final List<String> operations;
  final byte[] material = new byte[32];
  private final Instant created = Instant.now();
  String name;
  String replaced = "";
  String replacement = "";
  String state = "Active";
  boolean enabled = true;
  boolean approval;

  SecurityObject(String name, List<String> operations) {
    this.name = name;
    this.operations = List.copyOf(operations);
    new SecureRandom().nextBytes(material);
  }

  /// Give the name away.
  void rotatedTo(SecurityObject other) {
    name = "%s (rotated at %s)".formatted(name, TIME.format(Instant.now()));
    replacement = other.kid;
    other.replaced = kid;
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kid", kid)
        .put("acct_id", "4c31b1a8-5e4e-4c1e-8f2c-3f6f0b7a9d10")
        .put("name", name)
        .put("obj_type", "AES")
        .put("key_size", 256)
        .put("origin", "FortanixHSM")
        .put("public_only", false)
        .put("created_at", TIME.format(created))
        .put("lastused_at", TIME.format(Instant.EPOCH))
        .put("never_exportable", true)
        .put("group_id", "b7a9d104-c31b-4e4e-9f2c-1a83f6f0c1e8")
        .put("state", state)
        .put("enabled", enabled);
    json.putObject("creator").put("app", "6f0c1e8f-2c3f-4b7a-9d10-4c31b1a85e4e");
    operations.forEach(json.putArray("key_ops")::add);
    ObjectNode links = JsonNodeFactory.instance.objectNode();
    if (!replaced.isEmpty()) {
      links.put("replaced", replaced);
    }
    if (!replacement.isEmpty()) {
      links.put("replacement", replacement);
    }
    if (!links.isEmpty()) {
      json.set("links", links);
    }
    return json;
  }
}
