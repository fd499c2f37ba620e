package io.cofre.kms.kes;

import io.cofre.api.kms.KeyContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes a context as clients of KES do: JSON without spaces, names sorted by their UTF-8, escapes
/// as Go's encoder writes them. The bytes are authenticated, so each one counts.
final class CanonicalContext {
  private CanonicalContext() {}

  static byte[] of(KeyContext context) {
    return context.facts().entrySet().stream()
        .sorted((a, b) -> Arrays.compareUnsigned(utf8(a.getKey()), utf8(b.getKey())))
        .map(CanonicalContext::pair)
        .collect(Collectors.joining(",", "{", "}"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String pair(Map.Entry<String, String> fact) {
    return quoted(fact.getKey()) + ":" + quoted(fact.getValue());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    var out = new StringBuilder("\"");
    text.codePoints().forEach(c -> append(out, c));
    return out.append('"').toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append((char) c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '<', '>', '&', 0x2028, 0x2029 -> out.append("\\u%04x".formatted(c));
      default -> {
        if (c < 0x20) {
          out.append("\\u%04x".formatted(c));
        } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
          out.append("\\ufffd"); // half a character
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }
}
