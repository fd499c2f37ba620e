package io.cofre.core.s3.header;

import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads version ids. Objects have one version, whose id is `null`.
public final class Versions {
  /// The id of the only version.
  public static final String ONLY = "null";

  private static final String NAME = "versionId";
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,1024}");

  private Versions() {}

  /// The version a request is about, the only one when it names none.
  public static String of(S3Call call) {
    return call.query().get(NAME).orElse(ONLY);
  }

  /// Whether there is such a version; fails with `InvalidArgument` when it cannot be one.
  public static boolean known(String version) {
    if (version.isEmpty()) {
      throw Refusals.argument("Version id cannot be the empty string", NAME, version);
    }
    if (!FORM.matcher(version).matches()) {
      throw Refusals.argument("Invalid version id specified", NAME, version);
    }
    return version.equals(ONLY);
  }

  /// Check a version id; fails with `NoSuchVersion`, or `InvalidArgument` when it cannot be one.
  public static void check(String version) {
    if (!known(version)) {
      S3Error error = S3Error.NO_SUCH_VERSION;
      throw new S3Failure(error, error.message(), Map.of("VersionId", version));
    }
  }
}
