package io.cofre.core.s3.message;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/// A refusal in S3's own terms.
public final class S3Failure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;
  private final S3Error error;
  private final transient Map<String, String> details;

  /// Refuse with the error's usual message.
  public S3Failure(S3Error error) {
    this(error, error.message());
  }

  /// Refuse with a message of its own, which holds no secret.
  public S3Failure(S3Error error, String message) {
    this(error, message, Map.of());
  }

  /// Refuse with further elements of the error document, in their order.
  public S3Failure(S3Error error, String message, Map<String, String> details) {
    super(message, null, false, false); // an answer, not a fault: nobody reads its trace
    this.error = error;
    this.details = new LinkedHashMap<>(details);
  }

  /// The error's code and status.
  public S3Error error() {
    return error;
  }

  /// Further elements of the error document, such as `ArgumentName`.
  public Map<String, String> details() {
    return details;
  }
}
