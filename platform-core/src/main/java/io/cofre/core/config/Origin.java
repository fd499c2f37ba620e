package io.cofre.core.config;

import java.util.OptionalInt;

/// Where a value was written.
public sealed interface Origin {

  /// In the configuration file, at a line that is known or not.
  record InFile(String file, OptionalInt line) implements Origin {
    @Override
    public String toString() {
      return line.isPresent() ? file + ":" + line.getAsInt() : file;
    }
  }

  /// In a variable of the environment.
  record InEnvironment(String variable) implements Origin {
    @Override
    public String toString() {
      return "environment " + variable;
    }
  }

  /// On the command line.
  record OnCommandLine() implements Origin {
    @Override
    public String toString() {
      return "command line";
    }
  }

  /// Nowhere: it is what the platform takes by itself.
  record Default() implements Origin {
    @Override
    public String toString() {
      return "default";
    }
  }
}
