package io.cofre.kms.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// Times as systems write them.
public final class Timestamp {
  private Timestamp() {}

  /// Read one of RFC 3339, such as `2026-01-31T12:00:00.5Z`; empty if it is none.
  public static Optional<Instant> of(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// Read one in whole seconds since 1970; empty if it is no number.
  public static Optional<Instant> ofSeconds(JsonNode seconds) {
    return seconds.isNumber()
        ? Optional.of(Instant.ofEpochSecond(seconds.asLong()))
        : Optional.empty();
  }
}
