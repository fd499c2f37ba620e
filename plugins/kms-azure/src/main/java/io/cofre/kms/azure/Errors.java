package io.cofre.kms.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.HttpReasons;
import java.net.URI;

/// What the service's errors mean.
final class Errors {
  private Errors() {}

  private static JsonNode error(Answer answer) {
    try {
      return answer.json().path("error");
    } catch (KmsException _) {
      return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }
  }

  /// The innermost code, else the outer one. The service writes the inner field in two ways.
  static String code(Answer answer) {
    JsonNode error = error(answer);
    String inner = error.path("innererror").path("code").asText();
    inner = inner.isEmpty() ? error.path("innerError").path("code").asText() : inner;
    String outer = error.isTextual() ? error.asText() : error.path("code").asText();
    return inner.isEmpty() ? outer : inner;
  }

  /// Code and message, without what a client sent.
  static String words(Answer answer) {
    String message = error(answer).path("message").asText().replaceAll("\\p{Cntrl}+", " ");
    String text = (code(answer) + " " + message).strip();
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  static Reason reason(Answer answer) {
    return switch (code(answer)) {
      case "KeyDisabled" -> Reason.KEY_DISABLED;
      case "ObjectIsDeletedButRecoverable", "ObjectIsBeingDeleted", "ObjectIsBeingRecovered" ->
          Reason.KEY_PENDING_DELETION;
      default -> HttpReasons.of(answer.status());
    };
  }

  static KmsException of(URI vault, String what, Answer answer) {
    return of(vault, reason(answer), what, answer);
  }

  static KmsException of(URI vault, Reason reason, String what, Answer answer) {
    return answer.failure(
        reason,
        "Azure at %s refused %s (%d): %s".formatted(vault, what, answer.status(), words(answer)));
  }
}
