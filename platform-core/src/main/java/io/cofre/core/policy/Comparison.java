package io.cofre.core.policy;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// Compares one value of a request with one of a policy; negation is left to [Condition].
final class Comparison {
  private static final int ARN_PIECES = 6;

  private Comparison() {}

  /// Whether a policy may have a value with an operator.
  static boolean valid(Operator operator, String wanted) {
    return switch (operator) {
      case NUMERIC_EQUALS,
          NUMERIC_NOT_EQUALS,
          NUMERIC_LESS_THAN,
          NUMERIC_LESS_THAN_EQUALS,
          NUMERIC_GREATER_THAN,
          NUMERIC_GREATER_THAN_EQUALS ->
          number(wanted).isPresent();
      case DATE_EQUALS,
          DATE_NOT_EQUALS,
          DATE_LESS_THAN,
          DATE_LESS_THAN_EQUALS,
          DATE_GREATER_THAN,
          DATE_GREATER_THAN_EQUALS ->
          date(wanted).isPresent();
      case BOOL, NULL -> wanted.equalsIgnoreCase("true") || wanted.equalsIgnoreCase("false");
      case IP_ADDRESS, NOT_IP_ADDRESS -> IpRange.read(wanted).isPresent();
      case STRING_EQUALS,
          STRING_NOT_EQUALS,
          STRING_EQUALS_IGNORE_CASE,
          STRING_NOT_EQUALS_IGNORE_CASE,
          STRING_LIKE,
          STRING_NOT_LIKE,
          ARN_EQUALS,
          ARN_LIKE,
          ARN_NOT_EQUALS,
          ARN_NOT_LIKE ->
          true;
    };
  }

  /// Whether the two values are as an operator, or its negation, asks.
  static boolean matches(Operator operator, Template wanted, String given, PolicyRequest request) {
    return switch (operator) {
      case STRING_EQUALS, STRING_NOT_EQUALS, STRING_LIKE, STRING_NOT_LIKE ->
          wanted.matches(given, request, false);
      case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE, BOOL ->
          wanted.matches(given, request, true);
      case NUMERIC_EQUALS, NUMERIC_NOT_EQUALS ->
          numbers(wanted, given).filter(o -> o == 0).isPresent();
      case NUMERIC_LESS_THAN -> numbers(wanted, given).filter(o -> o < 0).isPresent();
      case NUMERIC_LESS_THAN_EQUALS -> numbers(wanted, given).filter(o -> o <= 0).isPresent();
      case NUMERIC_GREATER_THAN -> numbers(wanted, given).filter(o -> o > 0).isPresent();
      case NUMERIC_GREATER_THAN_EQUALS -> numbers(wanted, given).filter(o -> o >= 0).isPresent();
      case DATE_EQUALS, DATE_NOT_EQUALS -> dates(wanted, given).filter(o -> o == 0).isPresent();
      case DATE_LESS_THAN -> dates(wanted, given).filter(o -> o < 0).isPresent();
      case DATE_LESS_THAN_EQUALS -> dates(wanted, given).filter(o -> o <= 0).isPresent();
      case DATE_GREATER_THAN -> dates(wanted, given).filter(o -> o > 0).isPresent();
      case DATE_GREATER_THAN_EQUALS -> dates(wanted, given).filter(o -> o >= 0).isPresent();
      case IP_ADDRESS, NOT_IP_ADDRESS -> addresses(wanted, given);
      case ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE -> arns(wanted, given, request);
      case NULL -> throw new IllegalStateException("Null looks at the key, not at its values");
    };
  }

  private static boolean addresses(Template wanted, String given) {
    Optional<InetAddress> address = IpRange.address(given);
    return address.isPresent()
        && IpRange.read(wanted.text()).filter(range -> range.holds(address.get())).isPresent();
  }

  // Each of the six pieces is compared alone, so that no wildcard reaches beyond a colon.
  private static boolean arns(Template wanted, String given, PolicyRequest request) {
    String[] pattern = wanted.text().split(":", ARN_PIECES);
    String[] value = given.split(":", ARN_PIECES);
    if (pattern.length != ARN_PIECES || value.length != ARN_PIECES) {
      return false;
    }
    for (int i = 0; i < ARN_PIECES; i++) {
      if (!Template.read(pattern[i], true, false).matches(value[i], request, false)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Integer> numbers(Template wanted, String given) {
    return number(given).flatMap(one -> number(wanted.text()).map(one::compareTo));
  }

  private static Optional<BigDecimal> number(String text) {
    return text.matches("[+-]?\\d{1,30}(\\.\\d{1,30})?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  private static Optional<Integer> dates(Template wanted, String given) {
    return date(given).flatMap(one -> date(wanted.text()).map(one::compareTo));
  }

  private static Optional<Instant> date(String text) {
    try {
      if (text.matches("\\d{1,12}")) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
      }
      return Optional.of(
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
