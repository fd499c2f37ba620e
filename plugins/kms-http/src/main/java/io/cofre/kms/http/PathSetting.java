package io.cofre.kms.http;

import io.cofre.api.plugin.Setting;

/// Settings that are a path inside a KMS, such as a mount, a folder or a namespace: letters,
/// digits, `-`, `_`, `.` and `/`. Slashes at both ends are taken off, and nothing leads upwards.
public final class PathSetting {
  private PathSetting() {}

  /// Describe one.
  public static Setting<String> of(String key, String help) {
    return Setting.of(key, "text", PathSetting::path, help);
  }

  /// Describe one that may be the root: `/`, or nothing. The value is empty then.
  public static Setting<String> orRoot(String key, String help) {
    return Setting.of(key, "text", text -> text.matches("/*") ? "" : path(text), help);
  }

  private static String path(String text) {
    String bare = text.replaceAll("^/+|/+$", "");
    if (!bare.matches("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*") || bare.contains("..")) {
      throw new IllegalArgumentException("expected a path of letters, digits, -, _, . and /");
    }
    return bare;
  }
}
