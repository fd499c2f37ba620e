package io.cofre.core.boot;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.plugin.Health;
import io.cofre.core.seal.ObjectKeys;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// The open key management systems.
///
/// @param keys makes and opens object keys with them
/// @param instances by the names in the configuration
record KeyServices(ObjectKeys keys, Map<String, Kms> instances) {

  static KeyServices open(Blueprint plan, Opened opened, Map<String, Supplier<Health>> health)
      throws CannotStart {
    Map<String, Kms> instances = new TreeMap<>();
    for (var entry : plan.kms().entrySet()) {
      Kms kms = entry.getValue().open(plan.config().server().data(), (p, s, c) -> p.open(s, c));
      opened.add(entry.getValue(), kms);
      instances.put(entry.getKey(), kms);
      health.put("kms." + entry.getKey(), kms::health);
    }
    var encryption = plan.config().encryption();
    return new KeyServices(
        new ObjectKeys(instances, encryption.kms(), new KeyId(encryption.key())), instances);
  }
}
