package io.cofre.kms.aws;

import static java.util.Map.entry;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.FirstLine;
import io.cofre.kms.http.HttpReasons;
import io.cofre.kms.http.RetryAfter;
import io.cofre.kms.http.Unreached;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/// Turns what the SDK throws into reasons and the operator's words. The SDK's exceptions are no
/// causes: some hold signed headers, session tokens among them.
///
/// @param through what is said of the proxy on the way; empty without one
record Failures(String system, String through, InstantSource clock) {
  private static final Set<String> EXPIRED = Set.of("ExpiredToken", "UnrecognizedClient");
  private static final String FOREIGN =
      "The ciphertext refers to a customer master key that does not exist";

  /// By error code, without `Exception` at its end: AWS KMS API Reference, `CommonErrors` and the
  /// errors of each action.
  private static final Map<String, Reason> REASONS =
      Map.ofEntries(
          entry("NotFound", Reason.KEY_NOT_FOUND),
          entry("InvalidArn", Reason.KEY_NOT_FOUND),
          entry("AlreadyExists", Reason.KEY_EXISTS),
          entry("Disabled", Reason.KEY_DISABLED),
          entry("InvalidCiphertext", Reason.NOT_AUTHENTIC),
          entry("IncorrectKey", Reason.NOT_AUTHENTIC),
          entry("UnsupportedOperation", Reason.UNSUPPORTED),
          entry("InvalidKeyUsage", Reason.UNSUPPORTED),
          entry("LimitExceeded", Reason.UNSUPPORTED),
          entry("Conflict", Reason.UNAVAILABLE),
          entry("KeyUnavailable", Reason.UNAVAILABLE),
          entry("DependencyTimeout", Reason.UNAVAILABLE),
          entry("AccessDenied", Reason.ACCESS_DENIED),
          entry("UnrecognizedClient", Reason.ACCESS_DENIED),
          entry("ExpiredToken", Reason.ACCESS_DENIED),
          entry("RequestExpired", Reason.ACCESS_DENIED),
          entry("InvalidSignature", Reason.ACCESS_DENIED),
          entry("SignatureDoesNotMatch", Reason.ACCESS_DENIED),
          entry("IncompleteSignature", Reason.ACCESS_DENIED),
          entry("InvalidClientTokenId", Reason.ACCESS_DENIED),
          entry("MissingAuthenticationToken", Reason.ACCESS_DENIED),
          entry("NotAuthorized", Reason.ACCESS_DENIED),
          entry("OptInRequired", Reason.ACCESS_DENIED),
          entry("InvalidIdentityToken", Reason.ACCESS_DENIED));

  static boolean expired(RuntimeException e) {
    return e instanceof AwsServiceException service && EXPIRED.contains(kind(service));
  }

  private static String kind(AwsServiceException e) {
    return code(e).replaceFirst("Exception$", "");
  }

  private static String code(AwsServiceException e) {
    return details(e).map(AwsErrorDetails::errorCode).orElseGet(() -> "HTTP " + e.statusCode());
  }

  private static Optional<AwsErrorDetails> details(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails());
  }

  KmsException of(SdkException e, String action, String subject) {
    if (e instanceof AwsServiceException service) {
      if (!through.isEmpty() && service.requestId() == null) { // AWS gives every answer an id
        return new KmsException(
            Reason.UNAVAILABLE,
            "%s%s: no answer to %s: the proxy answered %d"
                .formatted(system, through, action, service.statusCode()));
      }
      return refusal(service, action, subject);
    }
    List<Throwable> causes =
        Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause).toList();
    Reason reason = reason(e, causes);
    String what = reason == Reason.ACCESS_DENIED ? "no credentials for" : "no answer to";
    String root =
        Unreached.in(e)
            .map(words -> "it " + words)
            .orElseGet(() -> FirstLine.of(causes.getLast().toString()));
    return new KmsException(
        reason, "%s%s: %s %s: %s".formatted(system, through, what, action, root));
  }

  private KmsException refusal(AwsServiceException e, String action, String subject) {
    String text =
        details(e).map(AwsErrorDetails::errorMessage).map(FirstLine::of).orElse("no words");
    var failure =
        new KmsException(
            reason(e, text),
            "%s refused %s for %s (%s): %s".formatted(system, action, subject, code(e), text));
    return details(e)
        .map(AwsErrorDetails::sdkHttpResponse)
        .flatMap(response -> response.firstMatchingHeader("Retry-After"))
        .flatMap(value -> RetryAfter.of(value, clock))
        .map(failure::retryAfter)
        .orElse(failure);
  }

  private static Reason reason(AwsServiceException e, String text) {
    if (e.isThrottlingException()) {
      return Reason.THROTTLED;
    }
    boolean noKms = e.statusCode() == 404; // AWS answers 400 for a key that is not there
    Reason other = noKms ? Reason.UNEXPECTED : HttpReasons.of(e.statusCode());
    return switch (kind(e)) {
      case "KMSInvalidState" -> state(text.toLowerCase(Locale.ROOT));
      case String kind when kind.equals("AccessDenied") && text.startsWith(FOREIGN) ->
          Reason.NOT_AUTHENTIC; // as the key of the request is there
      case String kind -> REASONS.getOrDefault(kind, other);
    };
  }

  /// The state is told in words only: `… is pending deletion.`
  private static Reason state(String words) {
    if (words.contains("pending deletion") || words.contains("pending replica deletion")) {
      return Reason.KEY_PENDING_DELETION;
    }
    boolean passing = Stream.of("unavailable", "creating", "updating").anyMatch(words::contains);
    return passing ? Reason.UNAVAILABLE : Reason.KEY_DISABLED;
  }

  private static Reason reason(SdkException e, List<Throwable> causes) {
    String text = String.valueOf(e.getMessage());
    if (text.startsWith("Unable to unmarshall response")) {
      return Reason.UNEXPECTED;
    }
    boolean late = e instanceof AbortedException || e instanceof ApiCallTimeoutException;
    boolean file = causes.getLast() instanceof FileSystemException;
    boolean network =
        causes.stream()
            .anyMatch(c -> c instanceof IOException && !(c instanceof FileSystemException));
    boolean credentials = text.toLowerCase(Locale.ROOT).contains("credential");
    return !late && !network && (credentials || file) ? Reason.ACCESS_DENIED : Reason.UNAVAILABLE;
  }
}
