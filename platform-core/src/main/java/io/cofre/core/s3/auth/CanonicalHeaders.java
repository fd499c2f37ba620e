package io.cofre.core.s3.auth;

import io.cofre.api.transport.RequestHead;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The headers of a request as signatures cover them.
final class CanonicalHeaders {
  private CanonicalHeaders() {}

  /// The value of a header: repeated ones joined by commas, trimmed, runs of blanks folded to one.
  static String value(RequestHead head, String name) {
    return head.headers().getOrDefault(name, List.of()).stream()
        .map(CanonicalHeaders::folded)
        .collect(Collectors.joining(","));
  }

  /// Refuse a request with a header that S3 wants signed and that is not: `host` and all `x-amz-*`,
  /// for these say what is to be done.
  static void requireSigned(RequestHead head, List<String> signed) {
    List<String> unsigned = new ArrayList<>(0);
    if (!signed.contains("host")) {
      unsigned.add("host");
    }
    for (String name : head.headers().keySet()) {
      if (name.startsWith("x-amz-") && !signed.contains(name)) {
        unsigned.add(name);
      }
    }
    if (!unsigned.isEmpty()) {
      unsigned.sort(Comparator.naturalOrder());
      throw new S3Failure(
          S3Error.ACCESS_DENIED,
          "There were headers present in the request which were not signed",
          Map.of("HeadersNotSigned", String.join(", ", unsigned)));
    }
  }

  static String folded(String value) {
    StringBuilder out = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean blank = blank(c);
      if (!blank) {
        out.append(c);
      } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
        out.append(' ');
      }
    }
    if (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
    return out.toString();
  }

  private static boolean blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
