package io.cofre.kms.gcp;

import module java.base;

import com.google.api.client.http.HttpResponseException;
import com.google.api.gax.rpc.ApiException;
import com.google.common.base.Throwables;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.FirstLine;
import io.cofre.kms.http.HttpReasons;
import io.cofre.kms.http.Unreached;

/// Turns the codes of Google's services into reasons and the operator's words.
///
/// Codes: `google/rpc/code.proto`.
///
/// @param system the service and its host
/// @param service how policies call it
record Failures(String system, String service) {
  /// What gRPC itself says when the other side ended a connection or a stream.
  private static final String ENDED = "(?s).*(End of stream|Received Goaway|Rst Stream).*";

  KmsException of(ApiException e, String action, String resource) {
    if (Throwables.getCausalChain(e).stream().anyMatch(Failures::isOfToken)) {
      return unidentified(e);
    }
    Throwable status = e.getCause() == null ? e : e.getCause();
    String text = String.valueOf(status.getMessage());
    String line = FirstLine.of(text);
    String call = "%s.%s for %s".formatted(service, action, resource);
    String words =
        Unreached.orEnded(e)
            .or(() -> Optional.of("ended the connection: " + line).filter(_ -> text.matches(ENDED)))
            .map(end -> "%s (%s)".formatted(end, call))
            .orElseGet(() -> "refused %s: %s".formatted(call, line));
    var failure = new KmsException(reason(e, line), system + " " + words);
    return retryAfter(e).map(failure::retryAfter).orElse(failure);
  }

  /// Says why there is no token to call with.
  KmsException unidentified(Exception e) {
    var causes = Throwables.getCausalChain(e).stream();
    Throwable cause = causes.filter(Failures::isOfToken).findFirst().orElse(e);
    Reason reason =
        switch (cause) {
          case KmsException lost -> lost.reason();
          case HttpResponseException refusal -> HttpReasons.of(refusal.getStatusCode());
          default -> Reason.ACCESS_DENIED;
        };
    return failure(
        reason.retryable() ? reason : Reason.ACCESS_DENIED,
        ": UNAUTHENTICATED: found no credentials: %s",
        FirstLine.of(String.valueOf(cause.getMessage()).replaceAll("\\s+", " ")));
  }

  /// Of the two transports here, only that of tokens fails so.
  private static boolean isOfToken(Throwable cause) {
    return cause instanceof KmsException || cause instanceof HttpResponseException;
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
  KmsException corrupted(String action, String resource) {
    return failure(
        Reason.UNAVAILABLE, ": %s.%s for %s was damaged on its way", service, action, resource);
  }

  /// Says something else of the service.
  KmsException failure(Reason reason, String words, Object... parts) {
    return new KmsException(reason, system + words.formatted(parts));
  }
}
