package io.cofre.core.s3.header;

import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Failure;
import java.util.Optional;

/// Reads whole numbers in parameters.
public final class Numbers {
  private Numbers() {}

  /// A page's size: what was asked, at most `most`, which also counts when nothing was asked.
  ///
  /// Fails with `InvalidArgument` for anything but 0 to 2147483647.
  public static int limit(S3Call call, String parameter, int most) {
    String text = call.query().get(parameter).filter(value -> !value.isEmpty()).orElse("");
    return text.isEmpty() ? most : Math.min(most, whole(parameter, text));
  }

  /// A marker among part numbers: 0 when nothing was asked.
  public static int marker(S3Call call, String parameter) {
    Optional<String> text = call.query().get(parameter).filter(value -> !value.isEmpty());
    return text.isEmpty() ? 0 : whole(parameter, text.get());
  }

  /// A number from 0 to 2147483647; fails with `InvalidArgument`.
  public static int whole(String name, String text) {
    if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > Integer.MAX_VALUE) {
      throw outOfRange(name, text);
    }
    return Integer.parseInt(text);
  }

  /// A part's number; fails with `InvalidArgument` for anything but 1 to 10,000.
  public static int part(S3Call call) {
    String text = call.query().get("partNumber").orElse("");
    boolean digits = text.matches("[0-9]{1,5}");
    int number = digits ? Integer.parseInt(text) : 0;
    if (number < 1 || number > 10_000) {
      throw Refusals.argument(
          "Part number must be an integer between 1 and 10000, inclusive", "partNumber", text);
    }
    return number;
  }

  private static S3Failure outOfRange(String name, String text) {
    return Refusals.argument(
        "Argument " + name + " must be an integer between 0 and 2147483647", name, text);
  }
}
