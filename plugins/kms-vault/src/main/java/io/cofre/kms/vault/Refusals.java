package io.cofre.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.HttpReasons;
import io.cofre.kms.http.Lookup;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says in the operator's words what Vault refused. The text of an error is the only detail that
/// Vault gives: these texts are those of its transit and KV engines.
final class Refusals {
  private static final List<Map.Entry<String, Reason>> TEXTS =
      List.of(
          Map.entry("encryption key not found", Reason.KEY_NOT_FOUND),
          Map.entry("key not found", Reason.KEY_NOT_FOUND),
          Map.entry("no existing key named", Reason.KEY_NOT_FOUND),
          Map.entry("unknown key type " + TransitKeys.NO_TYPE, Reason.KEY_NOT_FOUND),
          Map.entry("soft-deleted", Reason.KEY_DISABLED),
          Map.entry("soft deleted", Reason.KEY_DISABLED),
          Map.entry("(too old)", Reason.KEY_DISABLED),
          Map.entry("invalid ciphertext", Reason.NOT_AUTHENTIC),
          Map.entry("message authentication failed", Reason.NOT_AUTHENTIC),
          Map.entry("check-and-set parameter did not match", Reason.UNAVAILABLE),
          Map.entry("Upgrading from non-versioned", Reason.UNAVAILABLE));

  private Refusals() {}

  /// @param capability that a policy must give for the path
  static KmsException of(VaultClient vault, String capability, String path, Answer answer) {
    String said = said(answer);
    Reason reason = reason(answer.status(), said);
    String text =
        switch (reason) {
          case ACCESS_DENIED ->
              "refused the token (%d): the policy lacks %s on %s, or the token has ended"
                  .formatted(answer.status(), capability, path);
          case KEY_NOT_FOUND -> "has no key at %s (%d)".formatted(path, answer.status());
          case KEY_DISABLED ->
              "does not use the key at %s (%d): %s".formatted(path, answer.status(), said);
          case NOT_AUTHENTIC ->
              "did not wrap this under the key at %s, or for something else (%d): %s"
                  .formatted(path, answer.status(), said);
          case THROTTLED -> "has too many requests (%d) for %s".formatted(answer.status(), path);
          case UNAVAILABLE -> "cannot serve now (%d): %s".formatted(answer.status(), said);
          case KEY_EXISTS, KEY_PENDING_DELETION, UNSUPPORTED, UNEXPECTED ->
              "gave an answer nobody foresaw (%d) at %s: %s".formatted(answer.status(), path, said);
        };
    return answer.failure(reason, vault + " " + text);
  }

  private static Reason reason(int status, String said) {
    if (status == 400) {
      return TEXTS.stream()
          .filter(text -> said.contains(text.getKey()))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(Reason.UNEXPECTED);
    }
    boolean wrongPath = status == 404 && !said.isEmpty(); // no such engine, or not that kind
    boolean away = List.of(307, 412, 472, 473).contains(status); // a standby, or one that lags
    return wrongPath ? Reason.UNEXPECTED : away ? Reason.UNAVAILABLE : HttpReasons.of(status);
  }

  /// What an answer says of its errors, else its warnings, in one line; it never repeats what was
  /// sent.
  static String said(Answer answer) {
    JsonNode document = Lookup.find(answer::json, Reason.UNEXPECTED).orElseGet(VaultClient::object);
    String line =
        Stream.of("errors", "warnings")
            .map(field ->
                document
                    .path(field)
                    .valueStream()
                    .map(text -> text.asText().replaceAll("\\s+", " "))
                    .collect(Collectors.joining("; ")))
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    return line.length() <= 300 ? line : line.substring(0, 300);
  }
}
