package io.cofre.core.transport;

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
    System.Logger.Level level = ofPeer ? System.Logger.Level.DEBUG : System.Logger.Level.ERROR;
    LOG.log(level, "a request failed, id " + id, failure);
    return id;
  }

  /// Log a failure and return its number.
  public static String log(String failure) {
    String id = id();
    LOG.log(System.Logger.Level.ERROR, "{0}, id {1}", failure, id);
    return id;
  }

  /// The text that the client gets.
  public static String text(String id) {
    return "The server failed to answer. It is logged under id " + id + ".\n";
  }

  private static String id() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
