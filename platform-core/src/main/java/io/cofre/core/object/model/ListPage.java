package io.cofre.core.object.model;

import java.util.List;

/// A page of a listing of objects.
///
/// @param objects in the order of their keys' UTF-8 bytes; their `parts` are empty
/// @param prefixes common prefixes, in the same order
/// @param next where the next page begins behind: the last key or common prefix of this one; empty
///   on the last page
public record ListPage(List<ObjectInfo> objects, List<String> prefixes, String next) {

  /// Copies the lists.
  public ListPage {
    objects = List.copyOf(objects);
    prefixes = List.copyOf(prefixes);
  }

  /// Whether more pages follow.
  public boolean truncated() {
    return !next.isEmpty();
  }
}
