package io.cofre.core.s3;

import io.cofre.api.cipher.NotAuthentic;
import io.cofre.api.kms.KmsException;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.core.s3.message.Target;
import io.cofre.core.s3.operation.Failures;
import io.cofre.core.s3.sse.SseMessage;
import io.cofre.core.s3.sse.SseProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Turns the failures of all rooms into S3's; the only class that does. Thread-safe.
///
/// What clients read are S3's usual words: what went wrong inside stands in the log.
public final class S3Errors implements Failures {
  private static final Duration USUAL_WAIT = Duration.ofSeconds(1);
  private static final System.Logger LOG = System.getLogger(S3Errors.class.getName());
  private final SseProfile profile;

  /// Make one that answers as Amazon S3 does.
  public S3Errors() {
    this(SseProfile.AWS_2026);
  }

  /// Make one.
  ///
  /// @param profile where servers differ
  public S3Errors(SseProfile profile) {
    this.profile = profile;
  }

  /// Translate a failure of a request, and log what is the server's fault.
  @Override
  public S3Failure of(Exception failure, S3Call call) {
    S3Failure answer =
        switch (failure) {
          case S3Failure s3 -> s3;
          case ObjectFailure object -> detailed(of(object), call);
          case KmsException kms -> of(kms);
          case NotAuthentic _, IOException _ -> new S3Failure(S3Error.INTERNAL_ERROR);
          default -> new S3Failure(S3Error.INTERNAL_ERROR); // a mistake in the code
        };
    log(failure, answer, call.requestId());
    return answer;
  }

  private S3Failure of(ObjectFailure failure) {
    S3Error error = error(failure.reason());
    return switch (failure.reason()) {
      case SIZE_MISMATCH ->
          new S3Failure(
              error,
              "The provided 'x-amz-mp-object-size' header does not match what was computed.");
      case KEY_REQUIRED -> new S3Failure(error, SseMessage.KEY_REQUIRED);
      case KEY_NOT_APPLICABLE -> new S3Failure(error, SseMessage.KEY_NOT_APPLICABLE);
      case WRONG_KEY -> SseMessage.wrongKey(profile);
      case UPLOAD_KEY_REQUIRED -> new S3Failure(error, SseMessage.UPLOAD_KEY_REQUIRED);
      case UPLOAD_KEY_MISMATCH -> new S3Failure(error, SseMessage.UPLOAD_KEY_MISMATCH);
      case CUSTOMER_KEYS_BLOCKED -> new S3Failure(error, SseMessage.CUSTOMER_KEYS_BLOCKED);
      case CANNOT_RESEAL -> new S3Failure(error, SseMessage.CANNOT_RESEAL);
      case INVALID_KEY_ID -> new S3Failure(error, String.valueOf(failure.getMessage()));
      case NO_SUCH_BUCKET,
          BUCKET_EXISTS,
          BUCKET_NOT_EMPTY,
          NO_SUCH_KEY,
          NO_SUCH_UPLOAD,
          INVALID_PART,
          INVALID_PART_ORDER,
          PART_TOO_SMALL,
          TOO_LARGE,
          PRECONDITION_FAILED,
          CONFLICT,
          MD5_MISMATCH,
          CHECKSUM_MISMATCH,
          INCOMPLETE_BODY,
          DAMAGED,
          NOT_OPENABLE ->
          new S3Failure(error);
    };
  }

  private static S3Failure of(KmsException kms) {
    S3Failure failure = new S3Failure(error(kms.reason()));
    if (!kms.reason().retryable()) {
      return failure;
    }
    Duration wait = kms.retryAfter().orElse(USUAL_WAIT);
    long seconds = wait.plusNanos(999_999_999).toSeconds(); // the header knows whole seconds only
    return failure.with("Retry-After", Long.toString(seconds));
  }

  private static S3Error error(ObjectFailure.Reason reason) {
    return switch (reason) {
      case NO_SUCH_BUCKET -> S3Error.NO_SUCH_BUCKET;
      case BUCKET_EXISTS -> S3Error.BUCKET_ALREADY_EXISTS;
      case BUCKET_NOT_EMPTY -> S3Error.BUCKET_NOT_EMPTY;
      case NO_SUCH_KEY -> S3Error.NO_SUCH_KEY;
      case NO_SUCH_UPLOAD -> S3Error.NO_SUCH_UPLOAD;
      case INVALID_PART -> S3Error.INVALID_PART;
      case INVALID_PART_ORDER -> S3Error.INVALID_PART_ORDER;
      case SIZE_MISMATCH -> S3Error.INVALID_REQUEST;
      case PART_TOO_SMALL -> S3Error.ENTITY_TOO_SMALL;
      case TOO_LARGE -> S3Error.ENTITY_TOO_LARGE;
      case PRECONDITION_FAILED -> S3Error.PRECONDITION_FAILED;
      case CONFLICT -> S3Error.CONDITIONAL_REQUEST_CONFLICT;
      case MD5_MISMATCH, CHECKSUM_MISMATCH -> S3Error.BAD_DIGEST;
      case INCOMPLETE_BODY -> S3Error.INCOMPLETE_BODY;
      case DAMAGED, NOT_OPENABLE -> S3Error.INTERNAL_ERROR;
      case CUSTOMER_KEYS_BLOCKED, WRONG_KEY -> S3Error.ACCESS_DENIED;
      case KEY_REQUIRED,
          KEY_NOT_APPLICABLE,
          UPLOAD_KEY_REQUIRED,
          UPLOAD_KEY_MISMATCH,
          CANNOT_RESEAL ->
          S3Error.INVALID_REQUEST;
      case INVALID_KEY_ID -> S3Error.KMS_NOT_FOUND;
    };
  }

  private static S3Error error(KmsException.Reason reason) {
    return switch (reason) {
      case KEY_NOT_FOUND -> S3Error.KMS_NOT_FOUND;
      case KEY_DISABLED -> S3Error.KMS_DISABLED;
      case KEY_PENDING_DELETION -> S3Error.KMS_INVALID_STATE;
      case ACCESS_DENIED -> S3Error.ACCESS_DENIED;
      case THROTTLED -> S3Error.SLOW_DOWN;
      case UNAVAILABLE -> S3Error.SERVICE_UNAVAILABLE;
      case KEY_EXISTS, NOT_AUTHENTIC, UNSUPPORTED, UNEXPECTED -> S3Error.INTERNAL_ERROR;
    };
  }

  // Of a copy nobody can tell here whether its source or its target is meant.
  private static S3Failure detailed(S3Failure failure, S3Call call) {
    Map<String, String> details = new LinkedHashMap<>(failure.details());
    if (call.header("x-amz-copy-source").isEmpty()) {
      switch (failure.error()) {
        case NO_SUCH_BUCKET, BUCKET_NOT_EMPTY -> details.put("BucketName", call.bucket());
        case NO_SUCH_UPLOAD ->
            call.query().get("uploadId").ifPresent(id -> details.put("UploadId", id));
        case NO_SUCH_KEY -> {
          if (call.target() instanceof Target.InObject object) {
            details.put("Key", object.key());
          }
        }
        default -> {}
      }
    }
    return new S3Failure(failure.error(), String.valueOf(failure.getMessage()), details);
  }

  private static void log(Exception failure, S3Failure answer, String requestId) {
    if (failure instanceof KmsException || answer.error().status() >= 500) {
      int status = answer.error().status();
      boolean passing = status <= 499 || status == 503 || answer.error() == S3Error.NOT_IMPLEMENTED;
      if (!(failure instanceof S3Failure)) {
        LOG.log(
            passing ? System.Logger.Level.WARNING : System.Logger.Level.ERROR,
            "request " + requestId + " failed",
            failure);
      }
    }
  }
}
