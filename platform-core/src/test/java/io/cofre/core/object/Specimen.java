package io.cofre.core.object;

import io.cofre.api.storage.BlobId;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.ReadKey;
import java.util.List;
import java.util.Optional;

/// A stored object and all that is stored of it, for tests that change it.
///
/// @param name the object
/// @param brought what reads it
/// @param content its plaintext
/// @param bodies its sealed bodies, in order
record Specimen(ObjectName name, ReadKey brought, byte[] content, List<Body> bodies) {

  /// A sealed body.
  ///
  /// @param blob where it is, unless it is inline
  /// @param key of the record that it is in, if it is inline
  /// @param bytes as they were sealed
  record Body(Optional<BlobId> blob, byte[] key, byte[] bytes) {}
}
