package io.cofre.core.config;

import java.util.List;

/// What came of reading the configuration.
public sealed interface ConfigOutcome {

  /// It can be used.
  ///
  /// @param config the configuration
  /// @param warnings what an operator should know, such as a secret written in the file
  /// @param effective the configuration as it is in effect, with secrets hidden
  record Loaded(CofreConfig config, List<ConfigProblem> warnings, EffectiveConfig effective)
      implements ConfigOutcome {

    /// Copies the warnings.
    public Loaded {
      warnings = List.copyOf(warnings);
    }
  }

  /// It cannot be used.
  ///
  /// @param problems everything wrong, in the order of the file
  /// @param readable the configuration as far as it can be read, with defaults for the rest: good
  ///   for nothing but finding more problems
  record Refused(List<ConfigProblem> problems, CofreConfig readable) implements ConfigOutcome {

    /// Copies the problems.
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
