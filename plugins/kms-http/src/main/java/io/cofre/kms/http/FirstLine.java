package io.cofre.kms.http;

/// The first line of what a KMS or its library says, fit for a message. Further lines are left out:
/// they may be the request, with a token.
public final class FirstLine {
  private static final int LONGEST = 400;

  private FirstLine() {}

  /// Cut a text to its first line and to 400 characters.
  public static String of(String text) {
    String line = text.lines().findFirst().orElse("").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
