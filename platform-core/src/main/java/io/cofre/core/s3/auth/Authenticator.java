package io.cofre.core.s3.auth;

import io.cofre.core.identity.AccessKeys;
import io.cofre.core.identity.Caller;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds out who signed a request. Reads its head only. Thread-safe.
public final class Authenticator {
  private final InstantSource clock;
  private final Version4 version4;
  private final Version2 version2;

  /// Make an authenticator.
  ///
  /// @param keys the access keys there are
  /// @param region the region that requests must be signed for
  /// @param clock the time, against which requests are checked
  public Authenticator(AccessKeys keys, String region, InstantSource clock) {
    Keyring keyring = new Keyring(keys);
    this.clock = clock;
    this.version4 = new Version4(keyring, region);
    this.version2 = new Version2(keyring);
  }

  /// Check the signature of a request.
  ///
  /// @return who signed it; [Caller#ANONYMOUS] where nobody did
  /// @throws S3Failure saying what is wrong with it, in S3's terms
  public Verified verify(S3Call call) {
    Verified verified = signature(call);
    if (call.header("x-amz-security-token").isPresent()) {
      throw new S3Failure(S3Error.INVALID_TOKEN); // no access key here is a session's
    }
    return verified;
  }

  private Verified signature(S3Call call) {
    Optional<String> authorization = call.head().header("authorization").map(String::strip);
    boolean query4 =
        Stream.of("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature")
            .anyMatch(call.query()::has);
    boolean query2 = Stream.of("AWSAccessKeyId", "Signature").anyMatch(call.query()::has);
    if (Stream.of(authorization.isPresent(), query4, query2).filter(there -> there).count() > 1) {
      throw new S3Failure(
          S3Error.INVALID_ARGUMENT,
          "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature"
              + " query string parameter or the Authorization header should be specified",
          Map.of("ArgumentName", "Authorization"));
    }
    Instant now = clock.instant();
    if (query4) {
      QueryClaim presigned = QueryClaim.read(call);
      presigned.requireCurrent(now);
      return version4.verify(call, presigned.claim());
    }
    if (query2) {
      return version2.query(call, now);
    }
    return header(call, authorization.orElse(""), now);
  }

  private Verified header(S3Call call, String authorization, Instant now) {
    if (authorization.isEmpty()) {
      return new Verified(Caller.ANONYMOUS, new PayloadProtection.Unsigned());
    }
    if (authorization.startsWith(HeaderClaim.ALGORITHM)) {
      Claim claim = HeaderClaim.read(call, authorization);
      claim.time().requireCurrent(now);
      return version4.verify(call, claim);
    }
    if (authorization.startsWith("AWS ")) {
      return version2.header(call, authorization, now);
    }
    if (authorization.startsWith("AWS4-")) {
      throw new S3Failure(
          S3Error.INVALID_REQUEST,
          "The authorization mechanism you have provided is not supported. Please use"
              + " AWS4-HMAC-SHA256.");
    }
    throw new S3Failure(
        S3Error.INVALID_ARGUMENT,
        "Unsupported Authorization Type",
        Map.of("ArgumentName", "Authorization"));
  }
}
