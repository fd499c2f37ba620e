package io.cofre.core.s3.message;

import java.util.List;
import java.util.regex.Pattern;

/// The rules for names of new buckets.
///
/// Source: "General purpose bucket naming rules", Amazon S3 user guide.
public final class BucketName {
  private static final Pattern LABELS =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
  private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
  private static final List<String> PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
  private static final List<String> SUFFIXES =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

  private BucketName() {}

  /// Whether a bucket may be created with this name: 3 to 63 lower-case letters, digits, hyphens
  /// and dots, letters or digits at both ends of each label, not an IPv4 address, none of the
  /// reserved prefixes and suffixes.
  public static boolean valid(String name) {
    return name.length() >= 3
        && name.length() <= 63
        && LABELS.matcher(name).matches()
        && !ADDRESS.matcher(name).matches()
        && PREFIXES.stream().noneMatch(name::startsWith)
        && SUFFIXES.stream().noneMatch(name::endsWith);
  }
}
