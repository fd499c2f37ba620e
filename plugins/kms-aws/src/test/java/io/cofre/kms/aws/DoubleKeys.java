package io.cofre.kms.aws;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;

/// The keys and aliases of one region of the double. Keys of many regions may share their material.
final class DoubleKeys {
  private final String region;
  final Map<String, DoubleKey> byId;
  final Map<String, String> aliases = new ConcurrentSkipListMap<>();

  DoubleKeys(String region) {
    this(region, Map.of());
  }

  DoubleKeys(String region, Map<String, DoubleKey> replicas) {
    this.region = region;
    this.byId = new TreeMap<>(replicas);
  }

  String region() {
    return region;
  }

  String arn(DoubleKey key) {
    return "arn:aws:kms:%s:111122223333:key/%s".formatted(region, key.id);
  }

  synchronized DoubleKey create(boolean multiRegion) {
    String uuid = UUID.randomUUID().toString();
    DoubleKey key = new DoubleKey(multiRegion ? "mrk-" + uuid.replace("-", "") : uuid, multiRegion);
    byId.put(key.id, key);
    return key;
  }

  /// Find by id or ARN, and by alias where the action takes one.
  synchronized DoubleKey find(String name, boolean aliasToo) {
    String prefix = "arn:aws:kms:%s:111122223333:".formatted(region);
    String local = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    if (local.startsWith("arn:")) {
      throw new Refusal("NotFoundException", "Invalid arn " + region);
    }
    if (local.startsWith("alias/")) {
      if (!aliasToo) {
        throw new Refusal("NotFoundException", "Invalid keyId " + name);
      }
      String id = aliases.get(local);
      if (id == null) {
        throw new Refusal("NotFoundException", "Alias %s is not found.".formatted(prefix + local));
      }
      return byId.get(id);
    }
    DoubleKey key = byId.get(local.startsWith("key/") ? local.substring(4) : local);
    if (key == null) {
      throw new Refusal("NotFoundException", "Key '%s' does not exist".formatted(name));
    }
    return key;
  }

  DoubleKey usable(String name) {
    DoubleKey key = find(name, true);
    switch (key.state) {
      case "Enabled" -> {}
      case "Disabled" -> throw new Refusal("DisabledException", arn(key) + " is disabled.");
      case "PendingDeletion" ->
          throw new Refusal("KMSInvalidStateException", arn(key) + " is pending deletion.");
      default -> throw new Refusal("KMSInvalidStateException", arn(key) + " is pending import.");
    }
    return key;
  }
}
