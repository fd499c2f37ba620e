package io.cofre.kms.kes;

import module java.base;

import io.cofre.api.kms.KeyContext;

/// Writes a context as clients of KES do: JSON without spaces, names sorted by their UTF-8, escapes
/// as Go's encoder writes them. The bytes are authenticated, so each one counts.
final class CanonicalContext {
  private static final Pattern ESCAPED =
      Pattern.compile("[\"\\\\<>&\\x00-\\x1f\\u2028\\u2029\\p{Cs}]");

  private CanonicalContext() {}

  static byte[] of(KeyContext context) {
    return context.facts().entrySet().stream()
        .sorted(Map.Entry.comparingByKey((a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b))))
        .map(fact -> quoted(fact.getKey()) + ":" + quoted(fact.getValue()))
        .collect(Collectors.joining(",", "{", "}"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    Matcher escaped = ESCAPED.matcher(text);
    return '"' + escaped.replaceAll(c -> Matcher.quoteReplacement(escape(c.group()))) + '"';
  }

  private static String escape(String text) {
    char c = text.charAt(0);
    return switch (c) {
      case '"', '\\' -> "\\" + c;
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "\\u%04x".formatted(Character.isSurrogate(c) ? 0xfffd : (int) c); // half of a pair
    };
  }
}
