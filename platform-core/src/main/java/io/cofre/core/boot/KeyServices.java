package io.cofre.core.boot;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.plugin.Health;
import io.cofre.core.keyring.Keyring;
import io.cofre.core.observe.Metrics;
import io.cofre.core.seal.ObjectKeys;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// The open key management systems, behind the keyring.
///
/// @param keys makes and opens object keys with them
/// @param instances by the names in the configuration, as the keyring offers them
/// @param ciphers the names of the ciphers there are
record KeyServices(ObjectKeys keys, Map<String, Kms> instances, Set<String> ciphers) {

  static KeyServices open(
      Blueprint plan, Opened opened, Map<String, Supplier<Health>> health, Metrics metrics)
      throws CannotStart {
    Map<String, Kms> plugins = new TreeMap<>();
    for (var entry : plan.kms().entrySet()) {
      Kms kms = entry.getValue().open(plan.config().server().data(), (p, s, c) -> p.open(s, c));
      opened.add(entry.getValue(), kms);
      plugins.put(entry.getKey(), kms);
      health.put("kms." + entry.getKey(), kms::health);
    }
    KeyringMetrics meter = KeyringMetrics.in(metrics);
    var settings = KeyringMetrics.settings(plan.config().keyring());
    KeyNotes notes = KeyNotes.open(plan.config(), metrics);
    opened.add("key log", notes);
    Keyring keyring = new Keyring(plugins, settings, notes, meter);
    opened.add("keyring", keyring);
    meter.figures(keyring);
    Map<String, Kms> instances = new TreeMap<>();
    plugins.keySet().forEach(name -> instances.put(name, keyring.kms(name)));
    var encryption = plan.config().encryption();
    return new KeyServices(
        new ObjectKeys(new KeyringSource(keyring), encryption.kms(), new KeyId(encryption.key())),
        instances,
        plan.ciphers().keySet());
  }

  /// What objects can be sealed with.
  SealingServices sealing() {
    return new SealingServices(instances, ciphers);
  }
}
