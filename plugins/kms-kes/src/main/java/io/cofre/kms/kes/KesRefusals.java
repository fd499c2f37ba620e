package io.cofre.kms.kes;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.Call;
import io.cofre.kms.http.HttpReasons;
import io.cofre.kms.http.Said;
import java.net.URI;

/// Says in the operator's words what KES refused. Status and text together are the protocol.
///
/// @param identity by which the servers know this client
record KesRefusals(String identity) {

  KmsException of(URI endpoint, Call call, Answer answer) {
    String said = Said.words(answer); // never what was sent
    String path = call.uri().getRawPath();
    Reason reason = reason(answer.status(), said);
    String text =
        switch (reason) {
          case ACCESS_DENIED ->
              "does not allow %s to the identity %s (%d): %s"
                  .formatted(path, identity, answer.status(), said);
          case KEY_NOT_FOUND -> "has no key for %s (%d)".formatted(path, answer.status());
          case KEY_EXISTS -> "has a key for %s already (%d)".formatted(path, answer.status());
          case NOT_AUTHENTIC ->
              "did not wrap this under the key of %s, or for something else (%d)"
                  .formatted(path, answer.status());
          case THROTTLED -> "has too many requests (%d)".formatted(answer.status());
          case UNAVAILABLE -> "cannot serve now (%d): %s".formatted(answer.status(), said);
          case KEY_DISABLED, KEY_PENDING_DELETION, UNSUPPORTED, UNEXPECTED ->
              "gave an answer nobody foresaw (%d) at %s: %s".formatted(answer.status(), path, said);
        };
    return answer.failure(reason, "KES at %s %s".formatted(endpoint, text));
  }

  private static Reason reason(int status, String said) {
    return switch (status) {
      case 400 ->
          switch (said) {
            case "key already exists", "key does already exist" -> Reason.KEY_EXISTS;
            case "decryption failed: ciphertext is not authentic" -> Reason.NOT_AUTHENTIC;
            case "tls: client certificate is required" -> Reason.ACCESS_DENIED;
            default -> Reason.UNEXPECTED;
          };
      case 404 -> said.equals("key does not exist") ? Reason.KEY_NOT_FOUND : Reason.UNEXPECTED;
      case 501 -> Reason.UNSUPPORTED;
      default -> HttpReasons.of(status);
    };
  }
}
