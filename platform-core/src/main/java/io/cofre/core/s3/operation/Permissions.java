package io.cofre.core.s3.operation;

import io.cofre.core.identity.Caller;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.policy.BucketPolicy;
import io.cofre.core.policy.Decision;
import io.cofre.core.policy.MalformedPolicy;
import io.cofre.core.policy.PolicyRequest;
import io.cofre.core.policy.Requester;
import io.cofre.core.s3.header.CopySource;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.core.s3.message.Target;
import io.cofre.core.s3.route.S3Operation;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides who may do what: the owner everything that no policy denies, somebody unknown only what
/// a policy allows everybody. Thread-safe.
final class Permissions {
  private static final String ARN = "arn:aws:s3:::";
  private static final Set<S3Operation> ALWAYS_THE_OWNER_S =
      EnumSet.of(
          S3Operation.GET_BUCKET_POLICY,
          S3Operation.PUT_BUCKET_POLICY,
          S3Operation.DELETE_BUCKET_POLICY);
  private static final Set<S3Operation> COPIES =
      EnumSet.of(S3Operation.COPY_OBJECT, S3Operation.UPLOAD_PART_COPY);

  private final Rooms rooms;
  private final PolicyFacts facts;

  Permissions(Rooms rooms) {
    this.rooms = rooms;
    this.facts = new PolicyFacts(rooms);
  }

  /// Fail with `AccessDenied` unless the sender may do it.
  void check(S3Operation operation, S3Request request) throws IOException {
    Caller caller = request.caller();
    String action = Actions.of(operation);
    switch (request.call().target()) {
      case Target.Service _ -> require(!caller.anonymous());
      case Target.InBucket(String bucket) -> {
        // Of many objects each is asked for by itself.
        String resource = ARN + bucket + (operation == S3Operation.POST_OBJECT ? "/*" : "");
        if (operation == S3Operation.CREATE_BUCKET) {
          require(!caller.anonymous());
        } else if (operation != S3Operation.DELETE_OBJECTS
            && operation != S3Operation.POST_OBJECT) {
          boolean owners = ALWAYS_THE_OWNER_S.contains(operation) && !caller.anonymous();
          require(owners || allows(operation, request, bucket, action, resource));
        }
      }
      case Target.InObject(String bucket, String key) ->
          require(allows(operation, request, bucket, action, ARN + bucket + "/" + key));
    }
    if (COPIES.contains(operation)) {
      ObjectName source = CopySource.read(request.call());
      require(
          allows(
              operation,
              request,
              source.bucket(),
              "s3:GetObject",
              ARN + source.bucket() + "/" + source.key()));
    }
  }

  /// Fail with `AccessDenied` unless the sender may do something to an object that the request
  /// names in its body.
  void check(S3Operation operation, S3Request request, String key) throws IOException {
    String bucket = request.call().bucket();
    String resource = ARN + bucket + "/" + key;
    require(allows(operation, request, bucket, Actions.of(operation), resource));
  }

  private static void require(boolean allowed) {
    if (!allowed) {
      throw new S3Failure(S3Error.ACCESS_DENIED);
    }
  }

  private boolean allows(
      S3Operation operation, S3Request request, String bucket, String action, String resource)
      throws IOException {
    Caller caller = request.caller();
    Optional<byte[]> document = rooms.buckets().findPolicy(bucket);
    if (document.isEmpty()) {
      return !caller.anonymous();
    }
    Map<String, List<String>> known = facts.of(operation, request);
    PolicyRequest asked = new PolicyRequest(requester(caller), action, resource, known);
    return switch (decide(document.get(), bucket, asked)) {
      case DENIED -> false;
      case ALLOWED -> true;
      case NOTHING -> !caller.anonymous();
    };
  }

  private Requester requester(Caller caller) {
    if (caller.anonymous()) {
      return new Requester.Anonymous();
    }
    String account = rooms.sse().names().account();
    return new Requester.Known(account, "arn:aws:iam::%s:%s".formatted(account, caller.account()));
  }

  // A stored policy was read before; one that is not understood any more lets nobody in.
  private static Decision decide(byte[] document, String bucket, PolicyRequest asked) {
    try {
      return BucketPolicy.read(document, bucket).decide(asked);
    } catch (MalformedPolicy _) {
      return Decision.DENIED;
    }
  }
}
