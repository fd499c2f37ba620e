package io.cofre.kms.vault;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.HttpReasons;
import io.cofre.kms.http.Said;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Says in the operator's words what Vault refused. The text of an error is the only detail that
/// Vault gives: these texts are those of its transit and KV engines.
final class Refusals {
  private static final Map<Reason, Pattern> TEXTS =
      Map.of(
          Reason.KEY_NOT_FOUND,
          Pattern.compile(
              "key not found|no existing key named|unknown key type " + TransitKeys.NO_TYPE),
          Reason.KEY_DISABLED,
          Pattern.compile("soft.deleted|\\(too old\\)"),
          Reason.NOT_AUTHENTIC,
          Pattern.compile("invalid ciphertext|message authentication failed"),
          Reason.UNAVAILABLE,
          Pattern.compile("check-and-set parameter did not match|Upgrading from non-versioned"));

  private Refusals() {}

  /// @param capability that a policy must give for the path
  static KmsException of(VaultClient vault, String capability, String path, Answer answer) {
    String said = Said.words(answer);
    Reason reason = reason(answer.status(), said);
    String text =
        switch (reason) {
          case ACCESS_DENIED ->
              "refused the token (%1$d): the policy lacks %4$s on %2$s, or the token has ended";
          case KEY_NOT_FOUND -> "has no key at %2$s (%1$d)";
          case KEY_DISABLED -> "does not use the key at %2$s (%1$d): %3$s";
          case NOT_AUTHENTIC ->
              "did not wrap this under the key at %2$s, or for something else (%1$d): %3$s";
          case THROTTLED -> "has too many requests (%1$d) for %2$s";
          case UNAVAILABLE -> "cannot serve now (%1$d): %3$s";
          case KEY_EXISTS, KEY_PENDING_DELETION, UNSUPPORTED, UNEXPECTED ->
              "gave an answer nobody foresaw (%1$d) at %2$s: %3$s";
        };
    return answer.failure(
        reason, vault + " " + text.formatted(answer.status(), path, said, capability));
  }

  private static Reason reason(int status, String said) {
    if (status == 400) {
      return TEXTS.entrySet().stream()
          .filter(text -> text.getValue().matcher(said).find())
          .map(Map.Entry::getKey)
          .findAny()
          .orElse(Reason.UNEXPECTED);
    }
    boolean wrongPath = status == 404 && !said.isEmpty(); // no such engine, or not that kind
    boolean away = List.of(307, 412, 472, 473).contains(status); // a standby, or one that lags
    return wrongPath ? Reason.UNEXPECTED : away ? Reason.UNAVAILABLE : HttpReasons.of(status);
  }
}
