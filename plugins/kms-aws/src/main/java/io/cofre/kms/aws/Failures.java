package io.cofre.kms.aws;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/// Turns what the SDK throws into reasons and the operator's words. The SDK's exceptions are no
/// causes: some hold signed headers, session tokens among them.
///
/// Error codes: AWS KMS API Reference, `CommonErrors` and the errors of each action.
record Failures(String system, InstantSource clock) {
  private static final int SHOWN = 400;
  private static final Set<String> EXPIRED =
      Set.of("ExpiredTokenException", "ExpiredToken", "UnrecognizedClientException");

  static boolean expired(SdkException e) {
    return e instanceof AwsServiceException service && EXPIRED.contains(code(service));
  }

  KmsException of(SdkException e, String action, String subject) {
    if (e instanceof AwsServiceException service) {
      String code = code(service);
      Reason reason = reason(code, service.statusCode(), text(service));
      String message =
          "%s refused %s for %s (%s): %s".formatted(system, action, subject, code, text(service));
      return retryAfter(service)
          .map(wait -> new KmsException(reason, message).retryAfter(wait))
          .orElseGet(() -> new KmsException(reason, message));
    }
    Reason reason = reason(e);
    String what = reason == Reason.ACCESS_DENIED ? "no credentials for" : "no answer to";
    return new KmsException(
        reason, "%s: %s %s: %s".formatted(system, what, action, firstLine(root(e).toString())));
  }

  private static Reason reason(String code, int status, String text) {
    return switch (code) {
      case "NotFoundException", "InvalidArnException" -> Reason.KEY_NOT_FOUND;
      case "AlreadyExistsException" -> Reason.KEY_EXISTS;
      case "DisabledException" -> Reason.KEY_DISABLED;
      case "KMSInvalidStateException", "KMSInvalidState" -> state(text);
      case "InvalidCiphertextException", "IncorrectKeyException" -> Reason.NOT_AUTHENTIC;
      case "ThrottlingException",
          "Throttling",
          "RequestLimitExceeded",
          "TooManyRequestsException" ->
          Reason.THROTTLED;
      case "UnsupportedOperationException", "InvalidKeyUsageException", "LimitExceededException" ->
          Reason.UNSUPPORTED;
      case "ConflictException", "KeyUnavailableException", "DependencyTimeoutException" ->
          Reason.UNAVAILABLE;
      case "AccessDeniedException" ->
          text.startsWith("The ciphertext refers to a customer master key that does not exist")
              ? Reason.NOT_AUTHENTIC // as the key of the request is there
              : Reason.ACCESS_DENIED;
      case "AccessDenied",
          "UnrecognizedClientException",
          "ExpiredTokenException",
          "ExpiredToken",
          "RequestExpired",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "IncompleteSignature",
          "IncompleteSignatureException",
          "InvalidClientTokenId",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "NotAuthorized",
          "OptInRequired",
          "InvalidIdentityToken" ->
          Reason.ACCESS_DENIED;
      default -> reason(status);
    };
  }

  private static Reason reason(int status) {
    return switch (status) {
      case 401, 403 -> Reason.ACCESS_DENIED;
      case 429 -> Reason.THROTTLED;
      default -> status >= 500 ? Reason.UNAVAILABLE : Reason.UNEXPECTED;
    };
  }

  /// The state is told in words only: `… is pending deletion.`
  private static Reason state(String text) {
    String words = text.toLowerCase(Locale.ROOT);
    if (words.contains("pending deletion") || words.contains("pending replica deletion")) {
      return Reason.KEY_PENDING_DELETION;
    }
    boolean passing = words.contains("unavailable") || words.contains("creating");
    return passing || words.contains("updating") ? Reason.UNAVAILABLE : Reason.KEY_DISABLED;
  }

  private static Reason reason(SdkException e) {
    if (e instanceof AbortedException || e instanceof ApiCallTimeoutException) {
      return Reason.UNAVAILABLE;
    }
    String text = String.valueOf(e.getMessage());
    if (text.startsWith("Unable to unmarshall response")) {
      return Reason.UNEXPECTED;
    }
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof IOException && !(at instanceof FileSystemException)) {
        return Reason.UNAVAILABLE;
      }
    }
    boolean credentials = text.toLowerCase(Locale.ROOT).contains("credential");
    return credentials || root(e) instanceof FileSystemException
        ? Reason.ACCESS_DENIED
        : Reason.UNAVAILABLE;
  }

  private static String code(AwsServiceException e) {
    var details = Optional.ofNullable(e.awsErrorDetails());
    return details.map(d -> d.errorCode()).orElseGet(() -> "HTTP " + e.statusCode());
  }

  private static String text(AwsServiceException e) {
    var details = Optional.ofNullable(e.awsErrorDetails());
    return details.map(d -> d.errorMessage()).map(Failures::firstLine).orElse("no words");
  }

  /// What comes after the first line may be the request that was signed.
  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("").strip();
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }

  private static Throwable root(Throwable e) {
    Throwable at = e;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return at;
  }

  private Optional<Duration> retryAfter(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails())
        .map(details -> details.sdkHttpResponse())
        .flatMap(response -> response.firstMatchingHeader("Retry-After"))
        .flatMap(this::wait);
  }

  private Optional<Duration> wait(String header) {
    try {
      Instant now = clock.instant();
      Duration wait =
          header.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(header))
              : Duration.between(
                  now,
                  ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return Optional.of(wait).filter(Duration::isPositive);
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
