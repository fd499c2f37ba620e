package io.cofre.api.kms;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a wrapped key belongs to: pairs of text that must be the same when it is unwrapped.
///
/// Not secret: a KMS may show it in its audit log. Immutable; sorted by key in Unicode code unit
/// order.
///
/// @param facts the pairs
/// @since 0.1
public record KeyContext(SortedMap<String, String> facts) {
  /// The context without pairs.
  public static final KeyContext EMPTY = of(Map.of());

  /// Copies the pairs.
  public KeyContext {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /// Make a context of pairs in any order.
  public static KeyContext of(Map<String, String> facts) {
    return new KeyContext(new TreeMap<>(facts));
  }

  /// Encode the pairs without ambiguity, as associated data for a KMS that takes bytes.
  ///
  /// Each key and value, in order, as a 4-byte big-endian length followed by UTF-8; the empty
  /// context is zero bytes. This encoding never changes.
  public byte[] encoded() {
    var parts =
        facts.entrySet().stream()
            .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();
    ByteBuffer out = ByteBuffer.allocate(parts.stream().mapToInt(p -> 4 + p.length).sum());
    parts.forEach(p -> out.putInt(p.length).put(p));
    return out.array();
  }
}
