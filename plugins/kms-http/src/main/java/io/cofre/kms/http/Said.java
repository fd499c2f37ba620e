package io.cofre.kms.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a KMS says in an answer that is no success, fit for one line of a message.
public final class Said {
  private static final List<String> FIELDS =
      List.of("codeDesc", "error", "error_description", "message", "errors", "warnings");
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
    return words(answer, LONGEST);
  }

  /// The words, up to a number of characters.
  public static String words(Answer answer, int longest) {
    String line = text(answer).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() > longest ? line.substring(0, longest) + "…" : line;
  }

  private static String told(JsonNode field) {
    return field.isArray()
        ? field.valueStream().map(JsonNode::asText).collect(Collectors.joining("; "))
        : field.asText("");
  }

  private static String text(Answer answer) {
    JsonNode document = document(answer);
    if (!document.isObject()) {
      return new String(answer.body(), StandardCharsets.UTF_8);
    }
    JsonNode error = document.path("error");
    Stream<JsonNode> parts =
        error.isObject()
            ? Stream.of(code(error), error.path("message"))
            : FIELDS.stream().map(document::path);
    return parts.map(Said::told).filter(said -> !said.isBlank()).collect(Collectors.joining(": "));
  }

  /// The code of an error in the form of Microsoft's REST guidelines, `{"error": {"code": …,
  /// "message": …, "innererror": {"code": …}}}`: the inner one, which says more, else the outer
  /// one; empty if there is none.
  public static String code(Answer answer) {
    return code(document(answer).path("error")).asText();
  }

  /// Services write the inner field in two ways.
  private static JsonNode code(JsonNode error) {
    return Stream.of(error.path("innererror"), error.path("innerError"), error)
        .map(holder -> holder.path("code"))
        .filter(JsonNode::isTextual)
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private static JsonNode document(Answer answer) {
    try {
      return Json.read(answer.body());
    } catch (IOException _) {
      return MissingNode.getInstance(); // plain text
    }
  }
}
