package io.cofre.kms.ciphertrust.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The keys of one domain. A name stays; each rotation adds an object, one version higher.
public final class StoredKeys {
  private static final Set<String> CREATE =
      Set.of(
          "name",
          "algorithm",
          "size",
          "usageMask",
          "unexportable",
          "undeletable",
          "labels",
          "meta");
  private final List<StoredVersion> versions = new ArrayList<>();
  private final Set<String> hidden = new HashSet<>();

  /// Take the caller's permission on a key away: it can no longer tell it from one that is not
  /// there.
  public synchronized void hide(String name) {
    hidden.add(name);
  }

  /// Make a key that encrypts and decrypts.
  synchronized void add(String name) {
    versions.add(new StoredVersion(name, 0, 4 | 8, false));
  }

  /// Take one version away.
  public synchronized void forget(String name, int version) {
    versions.removeIf(v -> v.name.equals(name) && v.version == version);
  }

  /// Revoke one version as compromised.
  public synchronized void compromise(String name, int version) throws IOException {
    try {
      named(name, version).revoke("KeyCompromise");
    } catch (Refusal e) {
      throw new IOException(e);
    }
  }

  synchronized StoredVersion create(JsonNode body) throws Refusal {
    body.fieldNames()
        .forEachRemaining(field -> {
          if (!CREATE.contains(field)) {
            throw new AssertionError("no field of the API: " + field);
          }
        });
    String name = body.path("name").asText();
    if (!name.matches("[^<>\\\\]{1,255}")) {
      throw Refusal.of(422, 9, "NCERRInvalidParamValue: Invalid parameter", "name");
    }
    if (!body.path("algorithm").asText().equals("aes") || body.path("size").asInt() != 256) {
      throw Refusal.of(422, 9, "NCERRInvalidParamValue: Invalid parameter", "algorithm");
    }
    if (versions.stream().anyMatch(v -> v.name.equals(name))) {
      throw Refusal.exists();
    }
    return added(
        new StoredVersion(
            name, 0, body.path("usageMask").asInt(), body.path("undeletable").asBoolean()));
  }

  synchronized StoredVersion rotate(String name) throws Refusal {
    StoredVersion newest = named(name, -1);
    return added(new StoredVersion(name, newest.version + 1, newest.usageMask, newest.undeletable));
  }

  private StoredVersion added(StoredVersion version) {
    versions.add(version);
    return version;
  }

  /// A version of a name, or the highest.
  synchronized StoredVersion named(String name, int version) throws Refusal {
    return versions.stream()
        .filter(v -> v.name.equals(name) && !hidden.contains(name))
        .filter(v -> version < 0 || v.version == version)
        .max(Comparator.comparingInt(v -> v.version))
        .orElseThrow(Refusal::notFound);
  }

  /// A key by an identifier of a type. Of no type, it is what it is found to be.
  synchronized StoredVersion of(String type, String key, int version) throws Refusal {
    return switch (type) {
      case "name" -> named(key, version);
      case "id" -> identified(key).findAny().orElseThrow(Refusal::notFound);
      case "" -> {
        Optional<StoredVersion> identified = identified(key).findAny();
        yield identified.isPresent() ? identified.get() : named(key, version);
      }
      default -> throw Refusal.of(422, 9, "NCERRInvalidParamValue: Invalid parameter", "type");
    };
  }

  private Stream<StoredVersion> identified(String id) {
    return versions.stream().filter(v -> v.id.equals(id) && !hidden.contains(v.name));
  }

  /// The versions of every key, or of those with a name.
  synchronized List<StoredVersion> all(String name) {
    return versions.stream()
        .filter(v -> !hidden.contains(v.name))
        .filter(v -> name.isEmpty() || v.name.equals(name))
        .toList();
  }

  synchronized List<StoredVersion> of(String name) throws Refusal {
    named(name, -1);
    return versions.stream().filter(v -> v.name.equals(name)).toList();
  }

  synchronized void delete(StoredVersion version) throws Refusal {
    if (version.undeletable) {
      throw Refusal.state("the key is undeletable");
    }
    versions.remove(version);
  }
}
