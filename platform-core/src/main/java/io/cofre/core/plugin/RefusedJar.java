package io.cofre.core.plugin;

import java.io.Serial;

/// Ends the loading of one jar; the others go on.
final class RefusedJar extends Exception {
  @Serial private static final long serialVersionUID = 1L;
  private final transient PluginProblem problem;

  RefusedJar(PluginProblem problem) {
    super(problem.text());
    this.problem = problem;
  }

  PluginProblem problem() {
    return problem;
  }
}
