package io.cofre.core.s3.auth;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.Map;

/// Where a Version 4 signature stands, and how S3 complains of a malformed one there.
enum Place {
  HEADER(S3Error.AUTHORIZATION_HEADER_MALFORMED, "The authorization header is malformed; "),
  QUERY(
      S3Error.AUTHORIZATION_QUERY_PARAMETERS_ERROR,
      "Error parsing the X-Amz-Credential parameter; ");

  private final S3Error error;
  private final String prefix;

  Place(S3Error error, String prefix) {
    this.error = error;
    this.prefix = prefix;
  }

  S3Failure refusal(String why) {
    return refusal(why, Map.of());
  }

  S3Failure refusal(String why, Map<String, String> details) {
    return new S3Failure(error, prefix + why, details);
  }

  Scope.Credential credential(String text) {
    return Scope.parse(text)
        .orElseThrow(() ->
            refusal(
                "the Credential is mal-formed; expecting"
                    + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."));
  }

  /// Refuse a scope that is not of this day, region and service.
  void require(Scope scope, SigningTime time, String region) {
    if (!scope.date().equals(time.day())) {
      throw refusal(
          "Invalid credential date \"%s\". This date is not the same as X-Amz-Date: \"%s\"."
              .formatted(scope.date(), time.day()));
    }
    if (!scope.region().equals(region)) {
      throw refusal(
          "the region '%s' is wrong; expecting '%s'".formatted(scope.region(), region),
          Map.of("Region", region));
    }
    if (!scope.service().equals(Scope.SERVICE)) {
      throw refusal(
          "incorrect service \"%s\". This endpoint belongs to \"s3\".".formatted(scope.service()));
    }
    if (!scope.terminal().equals(Scope.TERMINAL)) {
      throw refusal(
          "incorrect terminal \"%s\". This endpoint uses \"aws4_request\"."
              .formatted(scope.terminal()));
    }
  }
}
