package io.cofre.core.plugin;

import java.nio.file.Path;
import java.util.List;

/// What came of pinning the jars of a folder.
public sealed interface LockOutcome {

  /// The list was written.
  ///
  /// @param file the list
  /// @param jars how many jars it pins
  /// @param changes one line for each jar that is new, other or gone since the last list
  record Written(Path file, int jars, List<String> changes) implements LockOutcome {

    /// Copies the changes.
    public Written {
      changes = List.copyOf(changes);
    }
  }

  /// Nothing was written, for a server would refuse what is there.
  record Refused(List<PluginProblem> problems) implements LockOutcome {

    /// Copies the problems.
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
