package io.cofre.core.s3.message;

import io.cofre.api.transport.RequestHead;
import java.util.Optional;

/// A request as S3 reads it, before anyone is believed.
///
/// @param head as it was on the wire, for the signature
/// @param target what it is about
/// @param query its parameters
/// @param requestId the id it is answered and logged with
public record S3Call(RequestHead head, Target target, Query query, String requestId) {

  /// The first value of a header.
  ///
  /// @param name in lower case
  public Optional<String> header(String name) {
    return head.header(name);
  }

  /// The bucket's name; only for targets that have one.
  public String bucket() {
    return switch (target) {
      case Target.InBucket t -> t.bucket();
      case Target.InObject t -> t.bucket();
      case Target.Service _ -> throw new IllegalStateException("the service has no bucket");
    };
  }

  /// The object's key; only for objects.
  public String key() {
    return switch (target) {
      case Target.InObject t -> t.key();
      case Target.InBucket _, Target.Service _ -> throw new IllegalStateException("not an object");
    };
  }
}
