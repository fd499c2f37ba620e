package io.cofre.core.s3.operation;

import static io.cofre.core.s3.route.S3Operation.*;

import io.cofre.core.object.Buckets;
import io.cofre.core.s3.header.Versions;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.core.s3.message.Target;
import io.cofre.core.s3.route.S3Operation;
import io.cofre.core.s3.sse.Sse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Checks what all operations have in common, before any of them begins.
final class Guard {
  private static final Set<S3Operation> SEALING =
      EnumSet.of(PUT_OBJECT, COPY_OBJECT, CREATE_MULTIPART_UPLOAD, POST_OBJECT);

  private static final Set<S3Operation> PARTS =
      EnumSet.of(UPLOAD_PART, UPLOAD_PART_COPY, COMPLETE_MULTIPART_UPLOAD);

  private final Buckets buckets;
  private final Sse sse;

  Guard(Buckets buckets, Sse sse) {
    this.buckets = buckets;
    this.sse = sse;
  }

  /// Check the expected owner of the bucket, the version, and that only those who seal name a mode.
  void check(S3Operation operation, S3Request request) throws IOException {
    if (!(request.call().target() instanceof Target.Service) && operation != CREATE_BUCKET) {
      owner(request.call());
    }
    if (!SEALING.contains(operation)) {
      sse.refuseMode(request.call(), PARTS.contains(operation));
    }
    version(operation, request.call());
  }

  // That a version is not there matters last: without its bucket, and never to who removes it.
  private void version(S3Operation operation, S3Call call) throws IOException {
    String version = Versions.of(call);
    if (!Versions.known(version)) {
      buckets.find(call.bucket());
      if (operation != DELETE_OBJECT) {
        Versions.check(version);
      }
    }
  }

  private void owner(S3Call call) throws IOException {
    Optional<String> expected = call.header("x-amz-expected-bucket-owner");
    if (expected.isPresent() && !buckets.find(call.bucket()).owner().equals(expected.get())) {
      throw new S3Failure(S3Error.ACCESS_DENIED);
    }
  }
}
