package io.cofre.kmip.wire;

import java.io.Serial;
import java.util.stream.IntStream;

/// Says that the server answered a request with a failure. The message is the server's own, up to
/// 200 characters of one line.
public final class Refusal extends Exception {
  @Serial private static final long serialVersionUID = 1L;
  private static final int LONGEST = 200;
  private final int reason;

  /// Make one of a failure.
  ///
  /// @param reason the server's result reason, such as one of [ResultReason]
  /// @param words the server's own message
  public Refusal(int reason, String words) {
    super(words.replaceAll("\\p{Cntrl}+", " ").strip().transform(Refusal::shortened));
    this.reason = reason;
  }

  private static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  /// The server's result reason.
  public int reason() {
    return reason;
  }

  /// Whether the result reason is one of these.
  public boolean is(int... reasons) {
    return IntStream.of(reasons).anyMatch(one -> one == reason);
  }
}
