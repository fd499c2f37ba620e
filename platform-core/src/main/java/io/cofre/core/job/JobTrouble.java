package io.cofre.core.job;

/// One thing that went wrong, and why.
///
/// @param name of the object, up to 1,024 characters are kept
/// @param reason in the operator's words, without secrets; up to 512 characters are kept
public record JobTrouble(String name, String reason) {

  /// Cuts what is too long.
  public JobTrouble {
    name = cut(name, 1024);
    reason = cut(reason, 512);
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }
}
