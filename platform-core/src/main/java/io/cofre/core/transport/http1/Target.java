package io.cofre.core.transport.http1;

import java.util.Locale;
import java.util.Optional;

/// The target of a request line (RFC 9112, section 3.2).
///
/// @param authority the host, where the target named one; it overrides the Host header
/// @param path the path, still percent-encoded; `*` for `OPTIONS *`
/// @param query the query without its question mark, empty when absent
record Target(Optional<String> authority, String path, String query) {

  static Target parse(String target, String method) {
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        throw new BadRequest(400, "The path holds bytes that must be percent-encoded");
      }
    }
    if (target.startsWith("/")) {
      return split(Optional.empty(), target);
    }
    if (target.equals("*") && method.equals("OPTIONS")) {
      return new Target(Optional.empty(), "*", "");
    }
    String lower = target.toLowerCase(Locale.ROOT);
    if (lower.startsWith("http://") || lower.startsWith("https://")) {
      return absolute(target.substring(target.indexOf("://") + 3));
    }
    throw new BadRequest(400, "The path must begin with a slash");
  }

  private static Target absolute(String rest) {
    int end = 0;
    while (end < rest.length() && rest.charAt(end) != '/' && rest.charAt(end) != '?') {
      end++;
    }
    String path = rest.substring(end);
    return split(Optional.of(rest.substring(0, end)), path.startsWith("/") ? path : "/" + path);
  }

  private static Target split(Optional<String> authority, String text) {
    int mark = text.indexOf('?');
    return mark < 0
        ? new Target(authority, text, "")
        : new Target(authority, text.substring(0, mark), text.substring(mark + 1));
  }
}
