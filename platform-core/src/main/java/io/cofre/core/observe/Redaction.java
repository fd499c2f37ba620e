package io.cofre.core.observe;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Hides what in a query would let a reader of the log act as the client.
final class Redaction {
  private static final List<String> SECRET =
      List.of("signature", "token", "secret", "password", "encryption-customer", "x-amz-meta");

  private Redaction() {}

  /// Return the query with the values of secret parameters replaced by `***`.
  static String query(String query) {
    if (query.isEmpty()) {
      return query;
    }
    StringBuilder shown = new StringBuilder(query.length());
    for (String part : query.split("&", -1)) {
      if (!shown.isEmpty()) {
        shown.append('&');
      }
      int sign = part.indexOf('=');
      if (sign < 0) {
        shown.append(part);
      } else {
        shown.append(part, 0, sign + 1);
        shown.append(secret(part.substring(0, sign)) ? "***" : part.substring(sign + 1));
      }
    }
    return shown.toString();
  }

  private static boolean secret(String name) {
    String plain;
    try {
      plain = URLDecoder.decode(name, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException _) {
      return true; // nobody can tell what it is
    }
    return SECRET.stream().anyMatch(plain::contains);
  }
}
