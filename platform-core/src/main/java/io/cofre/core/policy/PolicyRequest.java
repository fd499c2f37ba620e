package io.cofre.core.policy;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A request as policies see it.
///
/// @param requester who asks
/// @param action what is asked, such as `s3:GetObject`
/// @param resource of what, such as `arn:aws:s3:::bucket/key`, spelled as it is stored
/// @param keys the values of the condition keys that the request has, at least one each; names in
///   any case
public record PolicyRequest(
    Requester requester, String action, String resource, Map<String, List<String>> keys) {

  /// Copies the keys and writes their names in lower case.
  public PolicyRequest {
    Map<String, List<String>> lower = new TreeMap<>();
    keys.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    keys = Collections.unmodifiableMap(lower);
  }

  /// The values of a condition key, none when the request does not have it.
  List<String> values(String key) {
    return keys.getOrDefault(key.toLowerCase(Locale.ROOT), List.of());
  }
}
