package io.cofre.core.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Tells a chain of causes on one line, without repeating what one cause copied from the next.
final class Causes {
  private static final int MOST = 6;
  private static final int LONGEST = 400;

  private Causes() {}

  static String text(Throwable failure) {
    List<String> told = new ArrayList<>();
    @Nullable Throwable cause = failure;
    for (int n = 0; cause != null && n < MOST; n++, cause = cause.getCause()) {
      String one = one(cause);
      if (told.isEmpty() || !told.getLast().contains(one)) {
        told.add(one);
      }
    }
    String text = String.join(", because ", told);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  private static String one(Throwable cause) {
    String name = cause.getClass().getSimpleName();
    String message = Objects.requireNonNullElse(cause.getMessage(), "").replaceAll("\\s+", " ");
    return message.isBlank() ? name : name + ": " + message.strip();
  }
}
