package io.cofre.core.s3.header;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes refusals that name what they refuse.
public final class Refusals {
  private Refusals() {}

  /// An `InvalidArgument` about a header or parameter.
  public static S3Failure argument(String message, String name, String value) {
    return about(S3Error.INVALID_ARGUMENT, message, name, value);
  }

  /// A refusal about a header or parameter.
  public static S3Failure about(S3Error error, String message, String name, String value) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("ArgumentName", name);
    details.put("ArgumentValue", value);
    return new S3Failure(error, message, details);
  }

  /// An `InvalidRequest` with a message.
  public static S3Failure request(String message) {
    return new S3Failure(S3Error.INVALID_REQUEST, message);
  }

  /// A `NotImplemented` about a header.
  public static S3Failure header(String name) {
    return new S3Failure(
        S3Error.NOT_IMPLEMENTED, S3Error.NOT_IMPLEMENTED.message(), Map.of("Header", name));
  }
}
