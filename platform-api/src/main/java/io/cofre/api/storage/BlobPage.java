package io.cofre.api.storage;

import java.util.List;

/// A page of a listing of blobs.
///
/// @param ids in ascending order
/// @param last whether no page follows
/// @since 0.1
public record BlobPage(List<BlobId> ids, boolean last) {

  /// Copies the list.
  public BlobPage {
    ids = List.copyOf(ids);
  }
}
