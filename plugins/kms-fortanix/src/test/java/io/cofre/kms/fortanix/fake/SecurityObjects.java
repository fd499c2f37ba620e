package io.cofre.kms.fortanix.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// The keys of one account that the application may see.
public final class SecurityObjects {
  private static final Set<String> CREATE =
      Set.of(
          "name",
          "obj_type",
          "key_size",
          "key_ops",
          "group_id",
          "enabled",
          "custom_metadata",
          "description");
  private final List<SecurityObject> objects = new ArrayList<>();

  /// Make a key that encrypts and decrypts.
  public synchronized void create(String name) {
    objects.add(new SecurityObject(name, List.of("ENCRYPT", "DECRYPT")));
  }

  /// Deactivate an object.
  public synchronized void deactivate(String kid) throws IOException {
    set(kid, "Deactivated");
  }

  /// Destroy the material of an object.
  public synchronized void destroy(String kid) throws IOException {
    set(kid, "Destroyed");
  }

  /// Ask for the approval of a quorum from now on.
  public synchronized void requireApproval(String kid) throws IOException {
    try {
      identified(kid).approval = true;
    } catch (Refusal e) {
      throw new IOException(e);
    }
  }

  private void set(String kid, String state) throws IOException {
    try {
      identified(kid).state = state;
    } catch (Refusal e) {
      throw new IOException(e);
    }
  }

  synchronized SecurityObject create(JsonNode body) throws Refusal {
    requireFields(body, CREATE);
    String name = body.path("name").asText();
    if (!name.matches("[^\\n]*[^\\s\\n][^\\n]*") || name.length() > 4096) {
      throw Refusal.badRequest("invalid name");
    }
    if (!body.path("obj_type").asText().equals("AES") || body.path("key_size").asInt() != 256) {
      throw Refusal.badRequest("invalid object type or size");
    }
    if (objects.stream().anyMatch(o -> o.name.equals(name))) {
      throw Refusal.exists();
    }
    List<String> operations = new ArrayList<>();
    body.path("key_ops").forEach(operation -> operations.add(operation.asText()));
    return added(new SecurityObject(name, operations));
  }

  synchronized SecurityObject rekey(JsonNode body) throws Refusal {
    requireFields(body, Set.of("name", "deactivate_rotated_key"));
    SecurityObject old = named(body.path("name").asText());
    SecurityObject fresh = new SecurityObject(old.name, old.operations);
    old.rotatedTo(fresh);
    if (body.path("deactivate_rotated_key").asBoolean()) {
      old.state = "Deactivated";
    }
    return added(fresh);
  }

  private SecurityObject added(SecurityObject object) {
    objects.add(object);
    return object;
  }

  private static void requireFields(JsonNode body, Set<String> known) throws Refusal {
    for (var fields = body.fieldNames(); fields.hasNext(); ) {
      String field = fields.next();
      if (!known.contains(field)) {
        throw Refusal.badRequest("unknown field `" + field + "`");
      }
    }
  }

  /// The object of a descriptor: `{"name": ...}` or `{"kid": ...}`.
  synchronized SecurityObject described(JsonNode descriptor, boolean destroyedToo) throws Refusal {
    SecurityObject object = described(descriptor);
    if (object.state.equals("Destroyed") && !destroyedToo) {
      throw Refusal.notFound();
    }
    return object;
  }

  private SecurityObject described(JsonNode descriptor) throws Refusal {
    if (descriptor.size() != 1) {
      throw Refusal.badRequest("a descriptor has a name or a kid");
    }
    return descriptor.has("kid")
        ? identified(descriptor.path("kid").asText())
        : named(descriptor.path("name").asText());
  }

  private SecurityObject named(String name) throws Refusal {
    return objects.stream()
        .filter(o -> o.name.equals(name))
        .findAny()
        .orElseThrow(Refusal::notFound);
  }

  synchronized SecurityObject identified(String kid) throws Refusal {
    return objects.stream().filter(o -> o.kid.equals(kid)).findAny().orElseThrow(Refusal::notFound);
  }

  /// One page of those whose material is there, sorted by a property in a direction (`name:asc`).
  synchronized List<SecurityObject> page(String sort, int offset, int limit) {
    Comparator<SecurityObject> ascending =
        Comparator.comparing(o -> sort.startsWith("name:") ? o.name : o.kid);
    return objects.stream()
        .filter(o -> !o.state.equals("Destroyed"))
        .sorted(sort.endsWith(":asc") ? ascending : ascending.reversed())
        .skip(offset)
        .limit(limit)
        .toList();
  }

  synchronized SecurityObject update(String kid, JsonNode body) throws Refusal {
    requireFields(body, Set.of("enabled"));
    SecurityObject object = identified(kid);
    object.enabled = body.path("enabled").asBoolean();
    return object;
  }

  synchronized void revoke(String kid, JsonNode body) throws Refusal {
    requireFields(body, Set.of("code", "message", "compromise_occurance_date"));
    identified(kid).state =
        switch (body.path("code").asText()) {
          case "KeyCompromise", "CACompromise" -> "Compromised";
          case "Unspecified",
              "AffiliationChanged",
              "Superseded",
              "CessationOfOperation",
              "PrivilegeWithdrawn" ->
              "Deactivated";
          default -> throw Refusal.badRequest("unknown variant of `code`");
        };
  }

  synchronized void delete(String kid) throws Refusal {
    objects.remove(identified(kid));
  }
}
