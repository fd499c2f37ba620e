package io.cofre.kms.gcp;

import com.google.api.gax.rpc.ApiException;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.FirstLine;
import io.cofre.kms.http.Unreached;
import java.time.Duration;
import java.util.Optional;

/// Turns the codes of Google's services into reasons and the operator's words.
///
/// Codes: `google/rpc/code.proto`.
record Failures(String system) {
  KmsException of(ApiException e, String action, String key) {
    return Unreached.in(e)
        .map(words ->
            new KmsException(
                Reason.UNAVAILABLE, "%s %s (%s for %s)".formatted(system, words, action, key)))
        .orElseGet(() -> answered(e, action, key));
  }

  private static String words(ApiException e) {
    Throwable said = e.getCause() == null ? e : e.getCause();
    return FirstLine.of(String.valueOf(said.getMessage()));
  }

  private KmsException answered(ApiException e, String action, String key) {
    String text = words(e);
    var failure =
        new KmsException(
            reason(e, text), "%s refused %s for %s: %s".formatted(system, action, key, text));
    return retryAfter(e).map(failure::retryAfter).orElse(failure);
  }

  private static Reason reason(ApiException e, String text) {
    return switch (e.getStatusCode().getCode()) {
      case NOT_FOUND -> Reason.KEY_NOT_FOUND;
      case ALREADY_EXISTS -> Reason.KEY_EXISTS;
      case PERMISSION_DENIED, UNAUTHENTICATED -> Reason.ACCESS_DENIED;
      case RESOURCE_EXHAUSTED -> Reason.THROTTLED;
      case UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL, ABORTED, CANCELLED -> Reason.UNAVAILABLE;
      case FAILED_PRECONDITION -> state(text);
      case UNIMPLEMENTED -> Reason.UNSUPPORTED;
      case OK, UNKNOWN, INVALID_ARGUMENT, OUT_OF_RANGE, DATA_LOSS -> Reason.UNEXPECTED;
    };
  }

  /// The state is told in words only: `… current state is: DESTROY_SCHEDULED.`
  private static Reason state(String text) {
    if (text.contains("DESTROY_SCHEDULED")) {
      return Reason.KEY_PENDING_DELETION;
    }
    return text.contains("DESTROYED") ? Reason.KEY_NOT_FOUND : Reason.KEY_DISABLED;
  }

  private static Optional<Duration> retryAfter(ApiException e) {
    return Optional.ofNullable(e.getErrorDetails())
        .map(details -> details.getRetryInfo())
        .map(info -> info.getRetryDelay())
        .map(delay -> Duration.ofSeconds(delay.getSeconds(), delay.getNanos()))
        .filter(Duration::isPositive);
  }

  /// Says that a checksum of an answer, or of what arrived there, is wrong.
  KmsException corrupted(String action, String key) {
    return new KmsException(
        Reason.UNAVAILABLE, "%s: %s for %s was damaged on its way".formatted(system, action, key));
  }

  KmsException notAuthentic(KeyId key) {
    return new KmsException(
        Reason.NOT_AUTHENTIC, "the key %s did not wrap this, or for something else".formatted(key));
  }

  KmsException notFound(String key) {
    return new KmsException(Reason.KEY_NOT_FOUND, "%s has no key %s".formatted(system, key));
  }
}
