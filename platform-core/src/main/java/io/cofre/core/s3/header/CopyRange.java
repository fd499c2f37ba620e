package io.cofre.core.s3.header;

import io.cofre.core.s3.message.S3Failure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `x-amz-copy-source-range`, which is stricter than `Range`.
public final class CopyRange {
  private static final String NAME = "x-amz-copy-source-range";
  private static final Pattern FORM = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{1,18})");

  private CopyRange() {}

  /// Read a range that lies within an object of a size; fails with `InvalidArgument`.
  public static ByteRange read(String header, long size) {
    Matcher matcher = FORM.matcher(header);
    if (!matcher.matches()) {
      throw malformed(header);
    }
    long first = Long.parseLong(matcher.group(1));
    long last = Long.parseLong(matcher.group(2));
    if (first > last) {
      throw malformed(header);
    }
    if (last >= size) {
      throw Refusals.argument(
          "Range specified is not valid for source object of size: " + size, NAME, header);
    }
    return new ByteRange(first, last - first + 1);
  }

  private static S3Failure malformed(String header) {
    return Refusals.argument(
        "The x-amz-copy-source-range value must be of the form bytes=first-last where first and"
            + " last are the zero-based offsets of the first and last bytes to copy",
        NAME,
        header);
  }
}
