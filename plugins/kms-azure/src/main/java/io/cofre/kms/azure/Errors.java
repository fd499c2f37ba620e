package io.cofre.kms.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.HttpReasons;
import io.cofre.kms.http.Lookup;
import io.cofre.kms.http.RestApi;

/// What the service's errors mean.
final class Errors {
  private Errors() {}

  private static JsonNode error(Answer answer) {
    return Lookup.find(answer::json, Reason.UNEXPECTED)
        .map(document -> document.path("error"))
        .orElse(MissingNode.getInstance());
  }

  /// The innermost code, else the outer one. The service writes the inner field in two ways.
  private static String code(JsonNode error) {
    String inner = error.path("innererror").path("code").asText();
    inner = inner.isEmpty() ? error.path("innerError").path("code").asText() : inner;
    String outer = error.isTextual() ? error.asText() : error.path("code").asText();
    return inner.isEmpty() ? outer : inner;
  }

  /// Code and message, without what a client sent.
  static String words(Answer answer) {
    JsonNode error = error(answer);
    String message = error.path("message").asText().replaceAll("\\p{Cntrl}+", " ");
    String text = (code(error) + " " + message).strip();
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  private static Reason reason(Answer answer) {
    return switch (code(error(answer))) {
      case "KeyDisabled" -> Reason.KEY_DISABLED;
      case "ObjectIsDeletedButRecoverable", "ObjectIsBeingDeleted", "ObjectIsBeingRecovered" ->
          Reason.KEY_PENDING_DELETION;
      default -> HttpReasons.of(answer.status());
    };
  }

  static KmsException of(RestApi api, String what, Answer answer) {
    return of(api, reason(answer), what, answer);
  }

  static KmsException of(RestApi api, Reason reason, String what, Answer answer) {
    return answer.failure(
        reason, "%s refused %s (%d): %s".formatted(api, what, answer.status(), words(answer)));
  }
}
