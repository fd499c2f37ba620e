package io.cofre.core.s3.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A query as it was sent, taken apart and decoded, in its order and with repeated names.
///
/// Operations read a [Query]; signatures cover all of this.
public final class QueryString {

  /// A decoded name and its decoded value, empty when it has none.
  public record Parameter(String name, String value) {}

  private QueryString() {}

  /// Take a query apart.
  ///
  /// @param raw the query without its question mark, percent-encoded
  /// @throws S3Failure `InvalidURI` when an escape is malformed or the result is not UTF-8
  public static List<Parameter> parse(String raw) {
    List<Parameter> parameters = new ArrayList<>();
    for (int from = 0; from < raw.length(); ) {
      int to = raw.indexOf('&', from);
      to = to < 0 ? raw.length() : to;
      if (to > from) {
        parameters.add(parameter(raw.substring(from, to)));
      }
      from = to + 1;
    }
    return parameters;
  }

  static Query query(String raw) {
    Map<String, String> first = new LinkedHashMap<>();
    parse(raw).forEach(parameter -> first.putIfAbsent(parameter.name(), parameter.value()));
    return new Query(first);
  }

  private static Parameter parameter(String piece) {
    int equals = piece.indexOf('=');
    return equals < 0
        ? new Parameter(PercentCoding.decodeQuery(piece), "")
        : new Parameter(
            PercentCoding.decodeQuery(piece.substring(0, equals)),
            PercentCoding.decodeQuery(piece.substring(equals + 1)));
  }
}
