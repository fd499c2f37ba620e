package io.cofre.core.s3.header;

import io.cofre.core.object.model.ETag;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/// What a read, or the source of a copy, must fulfil.
///
/// The order is that of RFC 9110 section 13.2.2: a time counts only where there is no tag.
public final class ReadConditions {
  private final S3Call call;
  private final String prefix;

  private ReadConditions(S3Call call, String prefix) {
    this.call = call;
    this.prefix = prefix;
  }

  /// What comes of conditions.
  public enum Verdict {
    GO_ON,
    NOT_MODIFIED
  }

  /// The conditions of a read.
  public static ReadConditions ofRead(S3Call call) {
    return new ReadConditions(call, "");
  }

  /// The conditions on the source of a copy.
  public static ReadConditions ofSource(S3Call call) {
    return new ReadConditions(call, "x-amz-copy-source-");
  }

  /// Compare with an object; fails with `PreconditionFailed`.
  public Verdict judge(ObjectInfo info) {
    Instant modified = info.modified().truncatedTo(ChronoUnit.SECONDS);
    Optional<EntityTags> match = tags("if-match");
    if (match.isPresent()) {
      demand(match.get().has(info.etag()), "If-Match");
    } else {
      demand(
          date("if-unmodified-since").filter(modified::isAfter).isEmpty(), "If-Unmodified-Since");
    }
    return changed(info.etag(), modified) ? Verdict.GO_ON : Verdict.NOT_MODIFIED;
  }

  /// As [#judge], where being unchanged is a failed condition too.
  public void demand(ObjectInfo info) {
    demand(judge(info) == Verdict.GO_ON, "If-None-Match");
  }

  private boolean changed(ETag etag, Instant modified) {
    Optional<EntityTags> none = tags("if-none-match");
    if (none.isPresent()) {
      return !none.get().has(etag);
    }
    return date("if-modified-since").filter(since -> !modified.isAfter(since)).isEmpty();
  }

  private static void demand(boolean holds, String condition) {
    if (!holds) {
      throw new S3Failure(
          S3Error.PRECONDITION_FAILED,
          S3Error.PRECONDITION_FAILED.message(),
          Map.of("Condition", condition));
    }
  }

  private Optional<EntityTags> tags(String name) {
    return call.header(prefix + name).map(EntityTags::read);
  }

  private Optional<Instant> date(String name) {
    return call.header(prefix + name).flatMap(HttpDates::read);
  }
}
