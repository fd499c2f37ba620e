package io.cofre.core.object;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.storage.BlobStore;
import io.cofre.api.storage.MetadataStore;
import io.cofre.core.seal.ObjectKeys;
import io.cofre.core.seal.SealedBodies;
import java.time.InstantSource;
import java.util.Map;

/// What the room is built on; stays its owner's.
///
/// @param metadata the records
/// @param blobs the large bodies
/// @param keys makes and opens object keys
/// @param bodies seals and opens bodies
/// @param ciphers the installed ciphers by name
/// @param clock tells the time
public record Foundation(
    MetadataStore metadata,
    BlobStore blobs,
    ObjectKeys keys,
    SealedBodies bodies,
    Map<String, CipherProvider> ciphers,
    InstantSource clock) {

  /// Copies the map.
  public Foundation {
    ciphers = Map.copyOf(ciphers);
  }
}
