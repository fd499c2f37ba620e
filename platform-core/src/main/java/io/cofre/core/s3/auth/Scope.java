package io.cofre.core.s3.auth;

import java.util.Optional;

/// A credential scope: what a Version 4 signature is good for.
///
/// @param date the day, as `20130524`
/// @param region the region's name
/// @param service the service's name
/// @param terminal ends the scope
record Scope(String date, String region, String service, String terminal) {
  static final String SERVICE = "s3";
  static final String TERMINAL = "aws4_request";

  /// A scope and the access key id before it.
  record Credential(String accessKey, Scope scope) {}

  /// Read `id/date/region/service/aws4_request`; the id may itself have slashes.
  static Optional<Credential> parse(String text) {
    String[] parts = text.split("/", -1);
    int scope = parts.length - 4;
    if (scope < 1) {
      return Optional.empty();
    }
    String id = String.join("/", java.util.Arrays.copyOf(parts, scope));
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Credential(
                id, new Scope(parts[scope], parts[scope + 1], parts[scope + 2], parts[scope + 3])));
  }

  @Override
  public String toString() {
    return date + "/" + region + "/" + service + "/" + terminal;
  }
}
