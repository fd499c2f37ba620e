package io.cofre.core.object.model;

import java.util.List;

/// A page of a listing of parts.
///
/// @param upload the upload they belong to
/// @param parts in the order of their numbers
/// @param truncated whether more follow
public record PartPage(Upload upload, List<PartInfo> parts, boolean truncated) {

  /// Copies the list.
  public PartPage {
    parts = List.copyOf(parts);
  }
}
