package io.cofre.kms.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// Times as most systems write them: RFC 3339, such as `2026-01-31T12:00:00.5Z`.
public final class Timestamp {
  private Timestamp() {}

  /// Read one; empty if it is none.
  public static Optional<Instant> of(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
