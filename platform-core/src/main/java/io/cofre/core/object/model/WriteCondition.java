package io.cofre.core.object.model;

import java.util.List;

/// What must hold of the present object at the moment of a write.
public sealed interface WriteCondition {

  /// Nothing must hold.
  record Always() implements WriteCondition {}

  /// No object may be there (`If-None-Match: *`).
  record Absent() implements WriteCondition {}

  /// An object must be there with one of these tags (`If-Match`).
  ///
  /// @param etags the tags; empty means any (`*`)
  record Matching(List<ETag> etags) implements WriteCondition {

    /// Copies the list.
    public Matching {
      etags = List.copyOf(etags);
    }
  }
}
