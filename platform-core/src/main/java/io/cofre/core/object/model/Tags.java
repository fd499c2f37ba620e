package io.cofre.core.object.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The tags of an object or bucket; what is allowed in them is checked where they come in.
///
/// @param pairs values by key
public record Tags(SortedMap<String, String> pairs) {
  /// No tags.
  public static final Tags NONE = of(Map.of());

  /// Copies the pairs.
  public Tags {
    pairs = Collections.unmodifiableSortedMap(new TreeMap<>(pairs));
  }

  /// Make tags of pairs in any order.
  public static Tags of(Map<String, String> pairs) {
    return new Tags(new TreeMap<>(pairs));
  }
}
