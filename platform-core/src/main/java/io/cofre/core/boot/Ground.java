package io.cofre.core.boot;

import io.cofre.api.plugin.Health;
import io.cofre.api.storage.BlobStore;
import io.cofre.api.storage.MetadataStore;
import io.cofre.core.config.CofreConfig;
import io.cofre.core.object.Foundation;
import io.cofre.core.observe.Metrics;
import io.cofre.core.observe.ProcessMetrics;
import io.cofre.core.seal.SealedBodies;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// What is open before the store is: its disks, the KMS, and what operators read of them.
///
/// @param config the configuration
/// @param keys the open key management systems
/// @param base what the store stands on
/// @param metrics the metrics
/// @param notes hears of every request
/// @param admin what operators reach
record Ground(
    CofreConfig config,
    KeyServices keys,
    Foundation base,
    Metrics metrics,
    RequestNotes notes,
    AdminParts admin) {

  /// Open it.
  ///
  /// @param opened what is opened is added to it
  /// @param store the health of the store that will stand here
  static Ground open(Blueprint plan, Opened opened, Supplier<Health> store) throws CannotStart {
    CofreConfig config = plan.config();
    Path data = config.server().data();
    Map<String, Supplier<Health>> health = new LinkedHashMap<>(Map.of("store", store));
    Metrics metrics = new Metrics();
    ProcessMetrics.register(metrics, VersionCommand.version());
    KeyServices keys = KeyServices.open(plan, opened, health, metrics);
    MetadataStore metadata = plan.metadata().open(data, (p, s, c) -> p.open(s, c));
    opened.add(plan.metadata(), metadata);
    health.put("metadata", metadata::health);
    BlobStore blobs = plan.blobs().open(data, (p, s, c) -> p.open(s, c));
    opened.add(plan.blobs(), blobs);
    health.put("blobs", blobs::health);
    SealedBodies bodies = new SealedBodies(plan.ciphers(), new EncryptionSettings(config).layout());
    RequestNotes notes = RequestNotes.open(config, metrics);
    opened.add("log", notes);
    AdminParts admin = AdminParts.make(config, health, metrics, notes);
    opened.add("probes", admin);
    return new Ground(
        config,
        keys,
        new Foundation(metadata, blobs, keys.keys(), bodies, plan.ciphers(), Clock.systemUTC()),
        metrics,
        notes,
        admin);
  }
}
