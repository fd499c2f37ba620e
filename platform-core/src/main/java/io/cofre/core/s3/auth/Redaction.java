package io.cofre.core.s3.auth;

import java.util.Locale;
import java.util.Set;

/// Hides the values of headers and parameters that are secrets of the sender.
///
/// @param active whether it hides anything at all
record Redaction(boolean active) {
  private static final Set<String> SECRET =
      Set.of(
          "authorization",
          "cookie",
          "x-amz-security-token",
          "x-amz-server-side-encryption-customer-key",
          "x-amz-copy-source-server-side-encryption-customer-key");

  String of(String name, String value) {
    return active && SECRET.contains(name.toLowerCase(Locale.ROOT)) ? "REDACTED" : value;
  }
}
