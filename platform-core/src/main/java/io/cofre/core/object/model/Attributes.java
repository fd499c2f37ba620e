package io.cofre.core.object.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a client says about an object besides its content.
///
/// @param system headers that S3 keeps and gives back, by lower-case name: `content-type`,
///   `cache-control`, `content-disposition`, `content-encoding`, `content-language`, `expires`,
///   `x-amz-website-redirect-location`, `x-amz-storage-class`
/// @param user metadata of the client's own, by lower-case name without `x-amz-meta-`
public record Attributes(SortedMap<String, String> system, SortedMap<String, String> user) {
  /// Nothing said.
  public static final Attributes NONE = of(Map.of(), Map.of());

  /// Copies both maps.
  public Attributes {
    system = Collections.unmodifiableSortedMap(new TreeMap<>(system));
    user = Collections.unmodifiableSortedMap(new TreeMap<>(user));
  }

  /// Make attributes of maps in any order.
  public static Attributes of(Map<String, String> system, Map<String, String> user) {
    return new Attributes(new TreeMap<>(system), new TreeMap<>(user));
  }
}
