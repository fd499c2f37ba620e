package io.cofre.vault.client;

import module cofre.api;
import module java.base;

import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.HttpReasons;
import io.cofre.kms.http.Said;

/// Says what an answer of Vault means that is no success.
final class Refusals {

  /// The text of an error is the only detail that Vault gives: these are of its transit and KV
  /// engines.
  private static final List<Map.Entry<Reason, Pattern>> TEXTS =
      List.of(
          text(Reason.KEY_NOT_FOUND, "key not found|no existing key|unknown key type"),
          text(Reason.KEY_DISABLED, "soft.deleted|\\(too old\\)"),
          text(Reason.NOT_AUTHENTIC, "invalid ciphertext|message authentication failed"),
          text(Reason.UNAVAILABLE, "check-and-set parameter did not match|Upgrading from"));

  private static final List<Integer> AWAY = List.of(307, 412, 472, 473); // standbys; one that lags

  private Refusals() {}

  private static Map.Entry<Reason, Pattern> text(Reason reason, String words) {
    return Map.entry(reason, Pattern.compile(words));
  }

  static Reason reason(Answer answer) {
    String said = Said.words(answer);
    if (answer.status() == 400) {
      return TEXTS.stream()
          .filter(text -> text.getValue().matcher(said).find())
          .map(Map.Entry::getKey)
          .findFirst()
          .orElse(Reason.UNEXPECTED);
    }
    if (answer.status() == 404 && !said.isEmpty()) {
      return Reason.UNEXPECTED; // no such engine, or not that kind
    }
    return AWAY.contains(answer.status()) ? Reason.UNAVAILABLE : HttpReasons.of(answer.status());
  }

  /// @param vault its name and address
  /// @param capability that a policy must give for the path
  static KmsException failure(String vault, String capability, String path, Answer answer) {
    Reason reason = reason(answer);
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
    String words = text.formatted(answer.status(), path, Said.words(answer), capability);
    return answer.failure(reason, vault + " " + words);
  }
}
