package io.cofre.core.transport.exchange;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// What is said when a gate fails: the cause to the log, a number to find it to the client.
public final class Failures {
  private static final System.Logger LOG = System.getLogger(Failures.class.getName());

  private Failures() {}

  /// Log a failure and return its number.
  ///
  /// @param ofPeer whether the peer broke off, which is no news
  public static String log(Throwable failure, boolean ofPeer) {
    String id = id();
    LOG.log(level(ofPeer), "a request failed, id " + id, failure);
    return id;
  }

  /// Log that a gate gave no answer and return the failure's number.
  ///
  /// @param ofPeer whether the peer broke off, which is no news
  public static String unanswered(boolean ofPeer) {
    String id = id();
    LOG.log(level(ofPeer), "the gate left a request unanswered, id {0}", id);
    return id;
  }

  /// The text that the client gets.
  public static String text(String id) {
    return "The server failed to answer. It is logged under id " + id + ".\n";
  }

  private static System.Logger.Level level(boolean ofPeer) {
    return ofPeer ? System.Logger.Level.DEBUG : System.Logger.Level.ERROR;
  }

  private static String id() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
