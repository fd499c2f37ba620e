package io.cofre.core.s3.auth;

import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// When a request says it was signed.
///
/// @param sent the time as it was sent
/// @param at the same, understood
record SigningTime(String sent, Instant at) {
  static final Duration MAX_SKEW = Duration.ofMinutes(15);

  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);
  // The day of the week is left out: some clients get it wrong, and it says nothing.
  private static final DateTimeFormatter MAIL =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss xx", Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);

  /// The time of a request signed in its headers: `x-amz-date`, or else `Date`.
  ///
  /// @throws S3Failure `AccessDenied` when there is none that can be understood
  static SigningTime ofHeaders(S3Call call) {
    String sent =
        call.head().header("x-amz-date").or(() -> call.head().header("date")).orElse("").strip();
    try {
      Instant at = sent.endsWith("Z") && !sent.contains(" ") ? basic(sent) : mail(sent);
      if (at.isBefore(Instant.EPOCH)) {
        throw new DateTimeException("before 1970");
      }
      return new SigningTime(sent, at);
    } catch (DateTimeException unreadable) {
      throw new S3Failure(
          S3Error.ACCESS_DENIED, "AWS authentication requires a valid Date or x-amz-date header");
    }
  }

  /// Read ISO 8601's basic form, as `20130524T000000Z`.
  ///
  /// @throws DateTimeException when it is not
  static Instant basic(String text) {
    if (text.length() != 16 || text.charAt(8) != 'T' || text.charAt(15) != 'Z') {
      throw new DateTimeException("not of the form 20130524T000000Z");
    }
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 4, 6),
            number(text, 6, 8),
            number(text, 9, 11),
            number(text, 11, 13),
            number(text, 13, 15))
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw new DateTimeException("not a digit");
      }
      number = 10 * number + c - '0';
    }
    return number;
  }

  /// The time in ISO 8601's basic form, as signatures have it.
  String timestamp() {
    return BASIC.format(at);
  }

  /// The day, as credential scopes have it.
  String day() {
    return timestamp().substring(0, timestamp().indexOf('T'));
  }

  /// Refuse what was signed too long ago, or ahead.
  void requireCurrent(Instant now) {
    if (Duration.between(at, now).abs().compareTo(MAX_SKEW) <= 0) {
      return;
    }
    Map<String, String> details = new LinkedHashMap<>();
    details.put("RequestTime", sent);
    details.put("ServerTime", shown(now));
    details.put("MaxAllowedSkewMilliseconds", Long.toString(MAX_SKEW.toMillis()));
    throw new S3Failure(
        S3Error.REQUEST_TIME_TOO_SKEWED, S3Error.REQUEST_TIME_TOO_SKEWED.message(), details);
  }

  /// A time as error documents show it.
  static String shown(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static Instant mail(String text) {
    String date = text.substring(text.indexOf(',') + 1).strip();
    int zone = date.lastIndexOf(' ') + 1;
    String offset = date.substring(zone);
    boolean zulu = offset.equals("GMT") || offset.equals("UTC") || offset.equals("Z");
    return OffsetDateTime.parse(date.substring(0, zone) + (zulu ? "+0000" : offset), MAIL)
        .toInstant();
  }
}
