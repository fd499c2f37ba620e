package io.cofre.core.policy;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Those a statement names, or with `NotPrincipal` all others.
///
/// @param anyone whether `*` is among them
/// @param names ARNs and account ids
/// @param others whether everybody else is meant
record Principals(boolean anyone, Set<String> names, boolean others) {
  private static final Pattern ROOT = Pattern.compile("arn:aws[a-z-]*:iam::([^:]*):root");

  Principals {
    names = Set.copyOf(names);
  }

  /// Whether they hold who asks. An account, by its id or the ARN of its root, stands for all who
  /// belong to it.
  boolean hold(Requester requester) {
    return named(requester) != others;
  }

  private boolean named(Requester requester) {
    return anyone
        || switch (requester) {
          case Requester.Anonymous() -> false;
          case Requester.Known(String account, String arn) ->
              names.stream().anyMatch(name -> name.equals(arn) || account(name).equals(account));
        };
  }

  private static String account(String name) {
    Matcher root = ROOT.matcher(name);
    return root.matches() ? root.group(1) : name;
  }
}
