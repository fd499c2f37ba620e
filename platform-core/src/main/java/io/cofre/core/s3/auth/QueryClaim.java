package io.cofre.core.s3.auth;

import io.cofre.core.s3.message.Query;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads a Version 4 signature from the query of a presigned URL, and how long the URL is good.
///
/// @param claim the signature
/// @param expires how long it is good after it was made
record QueryClaim(Claim claim, Duration expires) {
  private static final long WEEK = Duration.ofDays(7).toSeconds();

  static QueryClaim read(S3Call call) {
    Query query = call.query();
    String algorithm = parameter(query, "X-Amz-Algorithm");
    String credential = parameter(query, "X-Amz-Credential");
    String date = parameter(query, "X-Amz-Date");
    String expires = parameter(query, "X-Amz-Expires");
    String signed = parameter(query, "X-Amz-SignedHeaders");
    String signature = parameter(query, "X-Amz-Signature");
    if (!algorithm.equals(HeaderClaim.ALGORITHM)) {
      throw refusal("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
    }
    Claim claim =
        new Claim(
            Place.QUERY,
            Place.QUERY.credential(credential),
            HeaderClaim.names(signed),
            signature,
            new SigningTime(date, date(date)),
            call.head()
                .header("x-amz-content-sha256")
                .or(() -> query.get("X-Amz-Content-Sha256"))
                .orElse("UNSIGNED-PAYLOAD"));
    return new QueryClaim(claim, Duration.ofSeconds(seconds(expires)));
  }

  /// Refuse what is not good any more, or not yet.
  void requireCurrent(Instant now) {
    Instant end = claim.time().at().plus(expires);
    if (claim.time().at().isAfter(now.plus(SigningTime.MAX_SKEW))) {
      throw new S3Failure(S3Error.ACCESS_DENIED, "Request is not yet valid");
    }
    if (now.isAfter(end)) {
      Map<String, String> details = new LinkedHashMap<>();
      details.put("X-Amz-Expires", Long.toString(expires.toSeconds()));
      details.put("Expires", SigningTime.shown(end));
      details.put("ServerTime", SigningTime.shown(now));
      throw new S3Failure(S3Error.ACCESS_DENIED, "Request has expired", details);
    }
  }

  private static String parameter(Query query, String name) {
    return query
        .get(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() ->
            refusal(
                "Query-string authentication version 4 requires the X-Amz-Algorithm,"
                    + " X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and"
                    + " X-Amz-Expires parameters."));
  }

  private static Instant date(String text) {
    try {
      return SigningTime.basic(text);
    } catch (DateTimeException malformed) {
      throw refusal("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
    }
  }

  private static long seconds(String text) {
    long seconds;
    try {
      seconds = Long.parseLong(text);
    } catch (NumberFormatException malformed) {
      throw refusal("X-Amz-Expires should be a number");
    }
    if (seconds < 0) {
      throw refusal("X-Amz-Expires must be non-negative");
    }
    if (seconds > WEEK) {
      throw refusal(
          "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires"
              + " must be less than 604800 seconds");
    }
    return seconds;
  }

  private static S3Failure refusal(String message) {
    return new S3Failure(S3Error.AUTHORIZATION_QUERY_PARAMETERS_ERROR, message);
  }
}
