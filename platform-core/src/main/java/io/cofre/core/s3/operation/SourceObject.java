package io.cofre.core.s3.operation;

import io.cofre.core.object.ReadableObject;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.s3.header.CopySource;
import io.cofre.core.s3.header.ReadConditions;
import io.cofre.core.s3.header.Refusals;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.core.s3.sse.Brought;
import java.io.IOException;
import java.util.Optional;

/// Opens what a copy is made from.
final class SourceObject {
  private static final long MOST = 5L << 30;

  private SourceObject() {}

  /// Open the source that a request names, when it is as the request demands; the caller closes it.
  static ReadableObject open(Rooms rooms, S3Call call) throws IOException {
    ObjectName name = CopySource.read(call);
    checkOwner(rooms, call, name);
    ReadableObject source = opened(rooms, call, name);
    boolean good = false;
    try {
      rooms.sse().requireVersion4(call, source.info().protection());
      ReadConditions.ofSource(call).demand(source.info());
      good = true;
      return source;
    } finally {
      if (!good) {
        source.close();
      }
    }
  }

  private static ReadableObject opened(Rooms rooms, S3Call call, ObjectName name)
      throws IOException {
    try (Brought brought = rooms.sse().sourceKey(call)) {
      return rooms.objects().open(name, brought.key());
    }
  }

  /// Check how much is copied at once: at most 5 GiB.
  static void checkSize(long size) {
    if (size > MOST) {
      throw Refusals.request(
          "The specified copy source is larger than the maximum allowable size for a copy source: "
              + MOST);
    }
  }

  private static void checkOwner(Rooms rooms, S3Call call, ObjectName name) throws IOException {
    Optional<String> expected = call.header("x-amz-source-expected-bucket-owner");
    if (expected.isPresent()
        && !rooms.buckets().find(name.bucket()).owner().equals(expected.get())) {
      throw new S3Failure(S3Error.ACCESS_DENIED);
    }
  }
}
