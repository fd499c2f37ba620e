package io.cofre.core.s3.header;

import io.cofre.core.object.model.WriteCondition;
import io.cofre.core.s3.message.S3Call;
import java.util.List;
import java.util.Optional;

/// Reads what must hold at the moment of a write.
public final class WriteConditions {
  private static final List<String> UNSUPPORTED =
      List.of("if-modified-since", "if-unmodified-since");
  private static final List<String> DIRECTORY_ONLY =
      List.of("x-amz-if-match-size", "x-amz-if-match-last-modified-time");

  private WriteConditions() {}

  /// The condition of a write: `If-None-Match: *` or `If-Match`. Others are `NotImplemented`, as
  /// with Amazon S3.
  public static WriteCondition ofWrite(S3Call call) {
    UNSUPPORTED.forEach(name -> refuse(call, name));
    Optional<String> none = call.header("if-none-match");
    Optional<String> match = call.header("if-match");
    if (none.isPresent() && (match.isPresent() || !none.get().strip().equals("*"))) {
      throw Refusals.header("If-None-Match");
    }
    return none.isPresent() ? new WriteCondition.Absent() : matching(call);
  }

  /// The condition of a removal: `If-Match`.
  public static WriteCondition ofRemoval(S3Call call) {
    DIRECTORY_ONLY.forEach(name -> refuse(call, name));
    return matching(call);
  }

  private static WriteCondition matching(S3Call call) {
    Optional<String> text = call.header("if-match");
    if (text.isEmpty()) {
      return new WriteCondition.Always();
    }
    EntityTags tags = EntityTags.read(text.get());
    if (!tags.any() && tags.tags().isEmpty()) {
      throw Refusals.argument("Invalid Argument", "If-Match", text.get());
    }
    return new WriteCondition.Matching(tags.tags());
  }

  private static void refuse(S3Call call, String name) {
    if (call.header(name).isPresent()) {
      throw Refusals.header(name);
    }
  }
}
