package io.cofre.core.object;

import io.cofre.core.seal.Layout;

/// How objects are stored.
///
/// @param node the name of this process among those that share the store
/// @param inlineLimit sealed bodies up to this many bytes are kept in a record, 0 to 1 MiB
/// @param blobsPerEpoch how many blobs are written between two durable intents
/// @param partMinimum the least length of a part that is not the last, in bytes
/// @param sealing how new objects are sealed
public record ObjectSettings(
    String node, int inlineLimit, int blobsPerEpoch, long partMinimum, SealSettings sealing) {
  /// One process; 64 KiB; 4,096 blobs; 5 MiB.
  public static final ObjectSettings DEFAULT =
      new ObjectSettings(
          "main",
          64 * 1024,
          4096,
          5L << 20,
          SealSettings.of(new Layout(1, "AES-256-GCM", Layout.SEGMENT)));

  /// Checks the ranges.
  public ObjectSettings {
    if (node.isEmpty() || inlineLimit < 0 || inlineLimit > 1 << 20 || blobsPerEpoch < 1) {
      throw new IllegalArgumentException("a node has a name, inline bodies have up to 1 MiB");
    }
  }
}
