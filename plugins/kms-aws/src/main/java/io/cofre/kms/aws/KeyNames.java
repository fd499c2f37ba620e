package io.cofre.kms.aws;

import io.cofre.api.kms.KeyId;
import java.util.regex.Pattern;

/// Turns what operators write into what AWS KMS takes: ARNs, `alias/…` and key ids stay as they
/// are, and any other name is an alias.
///
/// @param region where the requests go: the ARN of a multi-Region key (`mrk-…`) is asked for here,
///   wherever it wrapped
record KeyNames(String region) {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}");
  private static final Pattern ALIAS = Pattern.compile("alias/[a-zA-Z0-9/_-]{1,250}");

  String requested(KeyId key) {
    String name = key.value();
    if (name.startsWith("arn:")) {
      String[] parts = name.split(":", 6);
      if (parts.length == 6 && parts[5].startsWith("key/mrk-")) {
        parts[3] = region;
      }
      return String.join(":", parts);
    }
    return name.startsWith("alias/") || ID.matcher(name).matches() ? name : "alias/" + name;
  }

  /// Whether AWS can have a key of that name at all.
  static boolean possible(String requested) {
    return requested.startsWith("arn:") || isAlias(requested) || ID.matcher(requested).matches();
  }

  static boolean isAlias(String requested) {
    return ALIAS.matcher(requested).matches();
  }

  /// The shortest name that leads back to an alias.
  static KeyId shown(String alias) {
    String plain = alias.substring("alias/".length());
    boolean other = ID.matcher(plain).matches() || plain.startsWith("alias/");
    return new KeyId(other ? alias : plain);
  }
}
