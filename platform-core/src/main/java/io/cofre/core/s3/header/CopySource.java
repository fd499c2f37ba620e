package io.cofre.core.s3.header;

import io.cofre.core.object.model.ObjectName;
import io.cofre.core.s3.message.PercentCoding;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Failure;
import java.nio.charset.StandardCharsets;

/// Reads `x-amz-copy-source`: `bucket/key`, percent-encoded, perhaps with a slash in front and a
/// `?versionId=` behind.
public final class CopySource {
  private static final String NAME = "x-amz-copy-source";
  private static final String VERSION = "?versionId=";

  private CopySource() {}

  /// The object to copy from; fails with `InvalidArgument`.
  public static ObjectName read(S3Call call) {
    String header = call.header(NAME).orElse("");
    String raw = header.startsWith("/") ? header.substring(1) : header;
    int mark = raw.lastIndexOf(VERSION);
    if (mark >= 0) {
      Versions.check(raw.substring(mark + VERSION.length()));
      raw = raw.substring(0, mark);
    }
    String path = decode(raw, header);
    int slash = path.indexOf('/');
    if (slash < 1 || slash == path.length() - 1 || path.indexOf('\0') >= 0) {
      throw Refusals.argument(
          "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
          NAME,
          header);
    }
    return new ObjectName(path.substring(0, slash), path.substring(slash + 1));
  }

  private static String decode(String raw, String header) {
    // Characters beyond bytes come from a transport that read the header as UTF-8.
    boolean bytes = raw.chars().allMatch(c -> c <= 0xFF);
    String wire =
        bytes ? raw : new String(raw.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    try {
      return PercentCoding.decodePath(wire);
    } catch (S3Failure e) {
      throw Refusals.argument("Invalid copy source encoding", NAME, header);
    }
  }
}
