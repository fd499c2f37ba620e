package io.cofre.core.boot;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.core.client.Progress;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Set;

/// Follows a job until it stops: one line that changes on a terminal, else a line now and then.
///
/// @param out where it is told
/// @param telling whether anything is told
record JobWatch(PrintWriter out, boolean telling) {
  private static final Set<String> GOING = Set.of("queued", "running");
  private static final long TERMINAL_MILLIS = 500;
  private static final long LINES_MILLIS = 5000;

  /// Asks for the job.
  @FunctionalInterface
  interface Asking {
    JsonNode ask() throws InterruptedException;
  }

  /// Return the job as it was when it stopped.
  JsonNode follow(Asking asking) throws InterruptedException {
    boolean terminal = terminal();
    Progress progress = new Progress();
    long told = 0;
    int width = 0;
    while (true) {
      JsonNode job = asking.ask();
      boolean going = GOING.contains(job.path("state").asText());
      String line = progress.line(job, System.nanoTime());
      if (telling && terminal) {
        out.print(
            "\r" + line + " ".repeat(Math.max(0, width - line.length())) + (going ? "" : "\n"));
        width = line.length();
      } else if (telling
          && (told == 0 || !going || System.nanoTime() - told > LINES_MILLIS * 1_000_000)) {
        told = System.nanoTime();
        out.println(line);
      }
      out.flush();
      if (!going) {
        return job;
      }
      Thread.sleep(TERMINAL_MILLIS);
    }
  }

  @SuppressWarnings("SystemConsoleNull") // null again since Java 25 where there is no terminal
  private static boolean terminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
