package io.cofre.core.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds the key that a variable such as `COFRE_LISTENERS_S3_PORT` stands for.
///
/// A variable is `COFRE_` and the key in capitals, with `_` for every `.` and `-`. It is read from
/// the left against the keys that exist and the names that the file (or the default) gives to
/// listeners and KMS; a name that is not there ends at the next `_`. What is left in a plugin's
/// group is one setting, with dashes: `COFRE_KMS_MAIN_ROLE_ID` is `role-id` of `kms.main`.
final class EnvironmentKeys {
  static final String PREFIX = "COFRE_";
  private static final Map<String, String> SHORT =
      Map.of("ACCESS_KEY", "credentials.access-key", "SECRET_KEY", "credentials.secret-key");
  private static final Set<String> OF_THE_SCRIPTS =
      Set.of("AOT_OUTPUT", "CONFIG", "HOME", "JAVA_OPTS");
  // What Kubernetes sets for a service named cofre, or cofre-storage, and so on.
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "(.*_)?(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT_\\d+_(TCP|UDP)(_(PROTO|PORT|ADDR))?)");

  private final Map<String, List<String>> names;

  /// @param names the names in use by the key of their group, such as `listeners`
  EnvironmentKeys(Map<String, List<String>> names) {
    this.names = names;
  }

  /// Say whether a variable is meant for the configuration.
  static boolean concerns(String variable, String value) {
    if (!variable.startsWith(PREFIX)) {
      return false;
    }
    String rest = variable.substring(PREFIX.length());
    boolean link =
        SERVICE_LINK.matcher(rest).matches()
            || ((rest.equals("PORT") || rest.endsWith("_PORT")) && value.startsWith("tcp://"));
    return !link && !OF_THE_SCRIPTS.contains(rest);
  }

  /// Return the key of a variable; empty when there is none.
  Optional<String> key(String variable) {
    String rest = variable.substring(PREFIX.length());
    String brief = SHORT.get(rest);
    return brief == null ? find("", ConfigKeys.ROOT, rest) : Optional.of(brief);
  }

  private Optional<String> find(String prefix, Schema schema, String rest) {
    return switch (schema) {
      case Schema.Leaf _ -> rest.isEmpty() ? Optional.of(prefix) : Optional.empty();
      case Schema.Group group -> inGroup(prefix, group, rest);
      case Schema.Named(Schema.Group each) -> inNamed(prefix, each, rest);
    };
  }

  private Optional<String> inGroup(String prefix, Schema.Group group, String rest) {
    for (String name : longestFirst(group.children().keySet())) {
      Schema child = group.children().get(name);
      Optional<String> left = after(name, rest);
      if (child != null && left.isPresent()) {
        Optional<String> found = find(Keys.under(prefix, name), child, left.get());
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return group.open() && rest.matches("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
        ? Optional.of(Keys.under(prefix, lower(rest)))
        : Optional.empty();
  }

  private Optional<String> inNamed(String prefix, Schema.Group each, String rest) {
    for (String name : longestFirst(names.getOrDefault(prefix, List.of()))) {
      Optional<String> left = after(name, rest);
      if (left.isPresent()) {
        return inGroup(Keys.under(prefix, name), each, left.get());
      }
    }
    int end = rest.indexOf('_');
    return end <= 0
        ? Optional.empty()
        : inGroup(Keys.under(prefix, lower(rest.substring(0, end))), each, rest.substring(end + 1));
  }

  /// Return what follows a name, if the rest begins with it.
  private static Optional<String> after(String name, String rest) {
    String form = form(name);
    if (rest.equals(form)) {
      return Optional.of("");
    }
    return rest.startsWith(form + "_")
        ? Optional.of(rest.substring(form.length() + 1))
        : Optional.empty();
  }

  /// The way a key is written in a variable.
  static String form(String key) {
    return key.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
  }

  private static String lower(String rest) {
    return rest.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> longestFirst(java.util.Collection<String> names) {
    return names.stream()
        .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(n -> n))
        .toList();
  }
}
