package io.cofre.core.plugin;

import java.time.Duration;
import java.util.List;

/// What came of loading a folder of plugins.
///
/// @param plugins everything on offer, of the jars without problems
/// @param jars the plugins that were loaded, in the order of their file names
/// @param problems every reason why something was not; a server does not start with any
/// @param took how long all of it took
public record LoadedPlugins(
    Plugins plugins, List<LoadedJar> jars, List<PluginProblem> problems, Duration took) {

  /// Copies the lists.
  public LoadedPlugins {
    jars = List.copyOf(jars);
    problems = List.copyOf(problems);
  }
}
