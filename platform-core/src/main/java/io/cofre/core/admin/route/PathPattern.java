package io.cofre.core.admin.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A path such as `/v1/kms/{kms}/keys/{key}`.
///
/// Literal segments are compared as they are on the wire, so that a path has one spelling; the
/// others are decoded (RFC 3986, section 2.1) and never empty. A name that holds a slash is sent
/// with `%2F`.
///
/// @param segments the segments behind each slash
public record PathPattern(List<String> segments) {

  /// Copies the segments.
  public PathPattern {
    segments = List.copyOf(segments);
  }

  /// Read a pattern.
  public static PathPattern of(String text) {
    return new PathPattern(split(text));
  }

  /// Return the names that a path holds if it is one of this pattern.
  ///
  /// @param rawPath still percent-encoded
  /// @throws io.cofre.core.admin.message.AdminFailure `INVALID` if an escape is malformed
  public Optional<Map<String, String>> match(String rawPath) {
    List<String> given = split(rawPath);
    if (!rawPath.startsWith("/") || given.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < given.size(); i++) {
      String wanted = segments.get(i);
      if (wanted.startsWith("{")) {
        if (given.get(i).isEmpty()) {
          return Optional.empty();
        }
        names.put(wanted.substring(1, wanted.length() - 1), given.get(i));
      } else if (!wanted.equals(given.get(i))) {
        return Optional.empty();
      }
    }
    names.replaceAll((_, raw) -> Percent.decode(raw));
    return Optional.of(names);
  }

  private static List<String> split(String path) {
    return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
  }

  @Override
  public String toString() {
    return "/" + String.join("/", segments);
  }
}
