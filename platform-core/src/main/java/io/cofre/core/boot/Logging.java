package io.cofre.core.boot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/// Sets up the log: one line a record on the standard error stream.
final class Logging {
  private static final String SETUP =
      """
      handlers = java.util.logging.ConsoleHandler
      java.util.logging.ConsoleHandler.level = ALL
      java.util.logging.ConsoleHandler.encoding = UTF-8
      java.util.logging.SimpleFormatter.format = %1$tFT%1$tT.%1$tL%1$tz %4$s %3$s: %5$s%6$s%n
      .level = INFO
      io.helidon.level = WARNING
      """;

  private Logging() {}

  static void configure() {
    try {
      LogManager.getLogManager()
          .readConfiguration(new ByteArrayInputStream(SETUP.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void failed(Class<?> who, String what, Throwable failure) {
    System.getLogger(who.getName()).log(System.Logger.Level.ERROR, what, failure);
  }
}
