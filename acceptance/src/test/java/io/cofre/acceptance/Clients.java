package io.cofre.acceptance;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// The programs that act as clients; the build server brings all of them and skips nothing.
final class Clients {
  private Clients() {}

  /// Go on only if a program is there; where CI is set its absence is a failure.
  static void need(String name, String... probe) {
    boolean there = Command.has(probe);
    String missing = name + " is not installed, so it was not tried as a client";
    if (System.getenv("CI") != null) {
      Assertions.assertTrue(there, missing);
    }
    Assumptions.assumeTrue(there, missing);
  }
}
