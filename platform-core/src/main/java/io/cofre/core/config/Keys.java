package io.cofre.core.config;

import java.util.regex.Pattern;

/// The words that keys are made of.
final class Keys {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  private Keys() {}

  static String under(String prefix, String word) {
    return prefix.isEmpty() ? word : prefix + "." + word;
  }

  static boolean word(String text) {
    return WORD.matcher(text).matches();
  }

  /// Show a word that is none, without what a terminal would obey.
  static String printable(String text) {
    String safe = text.replaceAll("[^\\x20-\\x7e]", "?");
    return safe.length() <= 60 ? safe : safe.substring(0, 60) + "...";
  }
}
