package io.cofre.kms.kmip;

import java.io.Serial;

/// Says that the server answered a request with a failure.
final class Refusal extends Exception {
  @Serial private static final long serialVersionUID = 1L;
  private final int reason;

  /// @param reason the code of the server's result reason
  /// @param words the server's own message
  Refusal(int reason, String words) {
    super(words.replaceAll("\\p{Cntrl}+", " ").strip().transform(Refusal::shortened));
    this.reason = reason;
  }

  private static String shortened(String text) {
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }

  int reason() {
    return reason;
  }

  boolean is(int... codes) {
    for (int code : codes) {
      if (reason == code) {
        return true;
      }
    }
    return false;
  }
}
