package io.cofre.kms.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// What a KMS says in an answer that is no success, fit for one line of a message.
public final class Said {
  private static final List<String> FIELDS =
      List.of("codeDesc", "error", "message", "errors", "warnings");
  private static final int LONGEST = 200;

  private Said() {}

  /// The status, and the words if there are any.
  static String by(Answer answer) {
    String words = words(answer);
    return words.isEmpty() ? Integer.toString(answer.status()) : answer.status() + ": " + words;
  }

  /// The words of a document or of plain text: up to 200 characters of one line. Several errors are
  /// joined by semicolons.
  public static String words(Answer answer) {
    String line = text(answer).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  private static String told(JsonNode field) {
    return field.isArray()
        ? field.valueStream().map(JsonNode::asText).collect(Collectors.joining("; "))
        : field.asText("");
  }

  private static String text(Answer answer) {
    try {
      JsonNode document = Json.read(answer.body());
      if (document.isObject()) {
        return FIELDS.stream()
            .map(field -> told(document.path(field)))
            .filter(said -> !said.isBlank())
            .collect(Collectors.joining(": "));
      }
    } catch (IOException _) {
      // plain text
    }
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
