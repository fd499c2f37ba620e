package io.cofre.core.object;

import io.cofre.api.storage.BlobStore;
import io.cofre.api.storage.MetadataStore;
import io.cofre.core.object.blob.BlobLife;
import io.cofre.core.object.record.SealedRecords;
import io.cofre.core.seal.ObjectKeys;
import io.cofre.core.seal.SealedBodies;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// What the classes of this room work with.
///
/// @param metadata the records
/// @param blobs the large bodies
/// @param life of the blobs
/// @param records seals and opens records
/// @param keys makes and opens object keys
/// @param bodies seals and opens bodies
/// @param clock tells the time
/// @param settings how objects are stored
record Room(
    MetadataStore metadata,
    BlobStore blobs,
    BlobLife life,
    SealedRecords records,
    ObjectKeys keys,
    SealedBodies bodies,
    InstantSource clock,
    ObjectSettings settings) {

  /// The time, as precise as it is stored.
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
