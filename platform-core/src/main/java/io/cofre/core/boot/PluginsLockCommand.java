package io.cofre.core.boot;

import io.cofre.core.plugin.LockOutcome;
import io.cofre.core.plugin.PluginProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `cofre plugins lock`.
@Command(
    name = "lock",
    description = "Pin the jars as they are now: write their SHA-256 to plugins.lock beside them.",
    mixinStandardHelpOptions = true)
final class PluginsLockCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @ParentCommand private PluginsCommand plugins = new PluginsCommand();

  @Override
  public Integer call() throws IOException, CannotStart {
    switch (plugins.loader().lock()) {
      case LockOutcome.Refused(var problems) ->
          throw new CannotStart(
              ExitStatus.CONFIG, problems.stream().map(PluginProblem::text).toList());
      case LockOutcome.Written written -> {
        PrintWriter out = spec.commandLine().getOut();
        written.changes().forEach(out::println);
        out.printf("%s pins %d jars; a server takes no others.%n", written.file(), written.jars());
        out.flush();
      }
    }
    return ExitStatus.OK;
  }
}
