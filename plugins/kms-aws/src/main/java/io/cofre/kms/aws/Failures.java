package io.cofre.kms.aws;

import module java.base;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Answer;
import io.cofre.kms.http.FirstLine;
import io.cofre.kms.http.HttpReasons;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// Turns what the SDK throws into reasons and the operator's words. The SDK's exceptions are no
/// causes: some hold signed headers, session tokens among them.
record Failures(String system) {
  private static final String FOREIGN = // though the key of the request is there
      "The ciphertext refers to a customer master key that does not exist";
  private static final String NO_CHAIN = "credentials from any of the providers in the chain";
  private static final String NOWHERE = "none in settings, environment, AWS files or of this host";

  static boolean expired(RuntimeException e) {
    return e instanceof AwsServiceException refusal
        && Set.of("ExpiredToken", "UnrecognizedClient").contains(kind(refusal));
  }

  KmsException of(RuntimeException e, String action, String subject) {
    return e instanceof AwsServiceException refusal
        ? refused(refusal, action, subject)
        : unanswered(e, action);
  }

  private KmsException refused(AwsServiceException e, String action, String subject) {
    var details = e.awsErrorDetails();
    String text = FirstLine.of(Objects.requireNonNullElse(details.errorMessage(), "no words"));
    var answer = new Answer(e.statusCode(), details.sdkHttpResponse().headers(), new byte[0]);
    var words = "%s refused %s for %s (%s): %s".formatted(system, action, subject, code(e), text);
    return answer.failure(reason(e, text), words);
  }

  private KmsException unanswered(RuntimeException e, String action) {
    var causes = Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause).toList();
    var lost = causes.stream().filter(KmsException.class::isInstance).findFirst();
    Throwable root = lost.orElse(causes.getLast());
    String words = lost.isPresent() ? String.valueOf(root.getMessage()) : root.toString();
    Reason reason = reason(e, root);
    String what = reason == Reason.ACCESS_DENIED ? "no credentials for" : "no answer to";
    String why = words.contains(NO_CHAIN) ? NOWHERE : FirstLine.of(words);
    return new KmsException(reason, "%s: %s %s: %s".formatted(system, what, action, why));
  }

  private static Reason reason(RuntimeException e, Throwable root) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return switch (root) {
      case KmsException lost -> lost.reason();
      case FileSystemException _ -> Reason.ACCESS_DENIED;
      case Throwable _ when text.startsWith("unable to unmarshall") -> Reason.UNEXPECTED;
      case IOException _ -> Reason.UNAVAILABLE;
      case Throwable _ when text.contains("credential") -> Reason.ACCESS_DENIED;
      default -> Reason.UNAVAILABLE;
    };
  }

  private static String code(AwsServiceException e) {
    return Objects.requireNonNullElse(e.awsErrorDetails().errorCode(), "HTTP " + e.statusCode());
  }

  private static String kind(AwsServiceException e) {
    return code(e).replaceFirst("Exception$", "");
  }

  /// By error code: AWS KMS API Reference, `CommonErrors` and the errors of each action.
  private static Reason reason(AwsServiceException e, String text) {
    if (e.isThrottlingException()) {
      return Reason.THROTTLED;
    }
    if (text.startsWith(FOREIGN)) {
      return Reason.NOT_AUTHENTIC;
    }
    return switch (kind(e)) {
      case "NotFound", "InvalidArn" -> Reason.KEY_NOT_FOUND;
      case "AlreadyExists" -> Reason.KEY_EXISTS;
      case "Disabled" -> Reason.KEY_DISABLED;
      case "KMSInvalidState" -> state(text.toLowerCase(Locale.ROOT));
      case "InvalidCiphertext", "IncorrectKey" -> Reason.NOT_AUTHENTIC;
      case "UnsupportedOperation", "InvalidKeyUsage", "LimitExceeded" -> Reason.UNSUPPORTED;
      case "Conflict", "KeyUnavailable", "DependencyTimeout" -> Reason.UNAVAILABLE;
      case "AccessDenied", "NotAuthorized", "OptInRequired" -> Reason.ACCESS_DENIED;
      case "ExpiredToken", "RequestExpired", "InvalidIdentityToken" -> Reason.ACCESS_DENIED;
      case "UnrecognizedClient", "InvalidClientTokenId" -> Reason.ACCESS_DENIED;
      case "InvalidSignature", "IncompleteSignature" -> Reason.ACCESS_DENIED;
      case "SignatureDoesNotMatch", "MissingAuthenticationToken" -> Reason.ACCESS_DENIED;
      default -> // AWS answers 400 for a key that is not there
          e.statusCode() == 404 ? Reason.UNEXPECTED : HttpReasons.of(e.statusCode());
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
}
