package io.cofre.core.transport.http1;

/// What names and values of headers may hold (RFC 9110, sections 5.5 and 5.6.2).
final class Token {
  private static final String MARKS = "!#$%&'*+-.^_`|~";

  private Token() {}

  /// Whether a text is a token: a method or the name of a header.
  static boolean valid(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && MARKS.indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /// Whether a text can be the value of a header, one byte to a character.
  static boolean validValue(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
        return false;
      }
    }
    return true;
  }
}
