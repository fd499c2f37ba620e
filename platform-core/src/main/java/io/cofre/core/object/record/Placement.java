package io.cofre.core.object.record;

import io.cofre.api.storage.BlobId;

/// Where a sealed body is.
public sealed interface Placement {

  /// In a record of its own.
  record Inline() implements Placement {}

  /// In a blob.
  ///
  /// @param id the blob
  record InBlob(BlobId id) implements Placement {}

  /// In the bodies of its parts, which the list of parts names.
  record InParts() implements Placement {}
}
