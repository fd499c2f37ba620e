package io.cofre.core.s3.operation;

import io.cofre.core.object.model.ETag;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.PartInfo;
import io.cofre.core.s3.header.ByteRange;
import io.cofre.core.s3.header.ChecksumHeaders;
import io.cofre.core.s3.header.EntityTags;
import io.cofre.core.s3.header.HttpDates;
import io.cofre.core.s3.header.Numbers;
import io.cofre.core.s3.header.ObjectHeaders;
import io.cofre.core.s3.header.Overrides;
import io.cofre.core.s3.header.ReadConditions;
import io.cofre.core.s3.header.Refusals;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.core.s3.sse.Sse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a read is answered: which bytes, under which head.
///
/// @param status 200, 206 or 304
/// @param headers what the answer says
/// @param range the bytes of the object
record ReadPlan(int status, Map<String, String> headers, ByteRange range) {
  static final int NOT_MODIFIED = 304;

  /// Plan the answer; fails with `PreconditionFailed`, `InvalidRange` or `InvalidPartNumber`.
  static ReadPlan of(S3Call call, ObjectInfo info, Sse sse) {
    sse.requireVersion4(call, info.protection());
    Map<String, String> overrides = Overrides.read(call);
    if (ReadConditions.ofRead(call).judge(info) == ReadConditions.Verdict.NOT_MODIFIED) {
      return new ReadPlan(NOT_MODIFIED, ObjectHeaders.unchanged(info), new ByteRange(0, 0));
    }
    Map<String, String> headers = new LinkedHashMap<>(ObjectHeaders.read(info));
    headers.putAll(overrides);
    headers.putAll(sse.answer(info.protection(), call));
    boolean checksums =
        call.header("x-amz-checksum-mode").filter("ENABLED"::equalsIgnoreCase).isPresent();
    if (call.query().has("partNumber")) {
      return part(call, info, headers, checksums);
    }
    Optional<ByteRange> range = range(call, info);
    if (range.isPresent()) {
      return partial(info, headers, range.get());
    }
    if (checksums) {
      info.checksum()
          .ifPresent(checksum -> ChecksumHeaders.put(headers, checksum, info.parts().size()));
    }
    return new ReadPlan(200, headers, new ByteRange(0, info.size()));
  }

  /// Fail with `InvalidPart` unless an object has the part that a request names.
  static void requirePart(S3Call call, ObjectInfo info) {
    int number = Numbers.part(call);
    boolean there =
        info.parts().isEmpty()
            ? number == 1
            : info.parts().stream().anyMatch(part -> part.number() == number);
    if (!there) {
      throw new S3Failure(S3Error.INVALID_PART);
    }
  }

  private static ReadPlan part(
      S3Call call, ObjectInfo info, Map<String, String> headers, boolean checksums) {
    int number = Numbers.part(call);
    if (call.header("range").isPresent()) {
      throw Refusals.request("Cannot specify both Range header and partNumber query parameter");
    }
    if (info.parts().isEmpty()) {
      return single(number, info, headers, checksums);
    }
    headers.put("x-amz-mp-parts-count", Integer.toString(info.parts().size()));
    long offset = 0;
    for (PartInfo part : info.parts()) {
      if (part.number() == number) {
        if (checksums) {
          ChecksumHeaders.put(headers, part.checksum(), 0);
          info.checksum().ifPresent(c -> headers.put("x-amz-checksum-type", c.type().name()));
        }
        return partial(info, headers, new ByteRange(offset, part.size()));
      }
      offset += part.size();
    }
    throw noSuchPart(number, info.parts());
  }

  // An object stored in one piece is its own only part.
  private static ReadPlan single(
      int number, ObjectInfo info, Map<String, String> headers, boolean checksums) {
    if (number != 1) {
      throw noSuchPart(number, info.parts());
    }
    if (checksums) {
      info.checksum().ifPresent(checksum -> ChecksumHeaders.put(headers, checksum, 0));
    }
    return partial(info, headers, new ByteRange(0, info.size()));
  }

  private static ReadPlan partial(ObjectInfo info, Map<String, String> headers, ByteRange range) {
    if (range.length() == 0) {
      return new ReadPlan(200, headers, range); // nothing cannot be written as a range
    }
    headers.put("Content-Range", range.header(info.size()));
    return new ReadPlan(206, headers, range);
  }

  private static Optional<ByteRange> range(S3Call call, ObjectInfo info) {
    if (!stillTheSame(call, info)) {
      return Optional.empty();
    }
    return call.header("range").flatMap(header -> ByteRange.read(header, info.size()));
  }

  // If-Range, RFC 9110 section 13.1.5: a range of what the client has the rest of, or all.
  private static boolean stillTheSame(S3Call call, ObjectInfo info) {
    Optional<String> condition = call.header("if-range");
    if (condition.isEmpty()) {
      return true;
    }
    Optional<Instant> date = HttpDates.read(condition.get());
    ETag etag = info.etag();
    return date.isPresent()
        ? date.get().equals(info.modified().truncatedTo(ChronoUnit.SECONDS))
        : EntityTags.read(condition.get()).tags().equals(List.of(etag));
  }

  private static S3Failure noSuchPart(int number, List<PartInfo> parts) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("PartNumberRequested", Integer.toString(number));
    details.put("ActualPartCount", Integer.toString(Math.max(1, parts.size())));
    return new S3Failure(
        S3Error.INVALID_PART_NUMBER, S3Error.INVALID_PART_NUMBER.message(), details);
  }
}
