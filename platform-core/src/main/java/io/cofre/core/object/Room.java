package io.cofre.core.object;

import io.cofre.api.storage.BlobStore;
import io.cofre.api.storage.MetadataStore;
import io.cofre.core.object.blob.BlobLife;
import io.cofre.core.object.record.SealedRecords;
import io.cofre.core.seal.LayeredBodies;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// What the classes of this room work with.
///
/// @param metadata the records
/// @param blobs the large bodies
/// @param life of the blobs
/// @param records seals and opens records
/// @param sealings makes and opens the keys of objects
/// @param plans decides how objects are sealed
/// @param bodies seals and opens bodies
/// @param clock tells the time
/// @param settings how objects are stored
record Room(
    MetadataStore metadata,
    BlobStore blobs,
    BlobLife life,
    SealedRecords records,
    Sealings sealings,
    SealPlans plans,
    LayeredBodies bodies,
    InstantSource clock,
    ObjectSettings settings) {

  /// The time, as precise as it is stored.
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
