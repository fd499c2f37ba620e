package io.cofre.core.s3.header;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The dates of HTTP, RFC 9110 section 5.6.7; ISO 8601 is understood as well.
public final class HttpDates {
  private static final DateTimeFormatter FIXED =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final List<DateTimeFormatter> READ =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          new DateTimeFormatterBuilder()
              .appendPattern("EEEE, dd-MMM-")
              .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
              .appendPattern(" HH:mm:ss zzz")
              .toFormatter(Locale.ENGLISH),
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH)
              .withZone(ZoneOffset.UTC),
          DateTimeFormatter.ISO_OFFSET_DATE_TIME);

  private HttpDates() {}

  /// Write a date, to the second.
  public static String write(Instant instant) {
    return FIXED.format(instant);
  }

  /// Read a date; empty when it is none, for HTTP ignores such headers.
  public static Optional<Instant> read(String text) {
    return READ.stream().flatMap(format -> read(text.strip(), format).stream()).findFirst();
  }

  private static Optional<Instant> read(String text, DateTimeFormatter format) {
    try {
      return Optional.of(ZonedDateTime.parse(text, format).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty(); // another form may fit
    }
  }
}
