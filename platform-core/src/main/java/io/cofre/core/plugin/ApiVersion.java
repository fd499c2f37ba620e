package io.cofre.core.plugin;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The version of the service interfaces that a plugin was compiled against, or that runs.
///
/// What follows the minor number is of no account: a patch neither adds nor breaks. The rule is the
/// same while the major number is 0.
///
/// @param major differs when plugins of the other cannot work
/// @param minor grows when something was added
public record ApiVersion(int major, int minor) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})([.+-].*)?");

  /// Read a version such as `1.4`, `1.4.2`, `1.4-SNAPSHOT`; empty when it is none.
  public static Optional<ApiVersion> parse(String text) {
    Matcher m = FORM.matcher(text);
    return m.matches()
        ? Optional.of(new ApiVersion(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2))))
        : Optional.empty();
  }

  /// Say whether a plugin compiled against another version works with this one: the major number is
  /// equal and its minor number is not newer.
  public boolean accepts(ApiVersion compiled) {
    return compiled.major == major && compiled.minor <= minor;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
