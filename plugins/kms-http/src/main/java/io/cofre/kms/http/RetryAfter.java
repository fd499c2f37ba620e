package io.cofre.kms.http;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// The header `Retry-After` (RFC 9110, 10.2.3).
public final class RetryAfter {
  private RetryAfter() {}

  /// Read its value, seconds or a date.
  ///
  /// @return how long to wait; empty if it is neither, or nothing that lies ahead
  public static Optional<Duration> of(String value, InstantSource clock) {
    return wait(value.strip(), clock).filter(Duration::isPositive);
  }

  private static Optional<Duration> wait(String text, InstantSource clock) {
    if (text.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Optional.of(Duration.between(clock.instant(), date.toInstant()));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
