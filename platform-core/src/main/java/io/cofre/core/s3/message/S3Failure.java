package io.cofre.core.s3.message;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/// A refusal in S3's own terms.
public final class S3Failure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;
  private final S3Error error;
  private final transient Map<String, String> details;
  private final transient Map<String, String> headers;

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
    this(error, message, details, Map.of());
  }

  private S3Failure(
      S3Error error, String message, Map<String, String> details, Map<String, String> headers) {
    super(message, null, false, false); // an answer, not a fault: nobody reads its trace
    this.error = error;
    this.details = new LinkedHashMap<>(details);
    this.headers = Map.copyOf(headers);
  }

  /// Return the same refusal, answered with a header.
  public S3Failure with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new S3Failure(error, String.valueOf(getMessage()), details, more);
  }

  /// The error's code and status.
  public S3Error error() {
    return error;
  }

  /// Further elements of the error document, such as `ArgumentName`.
  public Map<String, String> details() {
    return details;
  }

  /// Headers of the answer besides those every answer has.
  public Map<String, String> headers() {
    return headers;
  }
}
