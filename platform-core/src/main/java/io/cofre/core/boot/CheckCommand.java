package io.cofre.core.boot;

import io.cofre.core.plugin.LoadedJar;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `cofre check`.
@Command(
    name = "check",
    description =
        "Check the configuration and the plugins, tell every mistake at once, change nothing.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOptions options = new ConfigOptions();

  @Option(names = "--show", description = "Print the configuration in effect, secrets hidden.")
  private boolean show;

  @Override
  public Integer call() throws CannotStart {
    PrintWriter out = spec.commandLine().getOut();
    Blueprint plan = Preparation.prepare(options.input());
    plan.warnings().forEach(warning -> out.println("warning: " + warning));
    if (show) {
      plan.effective().forEach(out::println);
      for (LoadedJar jar : plan.plugins().jars()) {
        out.printf("# %s: loaded in %d ms%n", jar.jar().path(), jar.took().toMillis());
      }
      out.printf("# all plugins: loaded in %d ms%n", plan.plugins().took().toMillis());
    }
    out.println("The configuration and the plugins are good.");
    out.flush();
    return ExitStatus.OK;
  }
}
