package io.cofre.core.boot;

import io.cofre.core.config.ConfigLoader;
import io.cofre.core.config.ConfigOutcome;
import io.cofre.core.plugin.PluginJar;
import io.cofre.core.plugin.PluginKind;
import io.cofre.core.plugin.PluginListing;
import io.cofre.core.plugin.PluginLoader;
import io.cofre.core.plugin.PluginProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `cofre plugins`.
@Command(
    name = "plugins",
    description = "List the plugins in the folder, without running any of their code.",
    mixinStandardHelpOptions = true)
final class PluginsCommand implements Callable<Integer> {
  private static final String ROW = "%-22s %-20s %-10s %-6s %-24s %s%n";
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOptions options = new ConfigOptions();

  @Override
  public Integer call() throws IOException, CannotStart {
    Path folder =
        switch (ConfigLoader.load(options.input())) {
          case ConfigOutcome.Loaded loaded -> loaded.config().server().plugins();
          case ConfigOutcome.Refused refused ->
              throw new CannotStart(
                  ExitStatus.CONFIG, refused.problems().stream().map(p -> p.text()).toList());
        };
    PluginLoader loader = new PluginLoader(folder);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(ROW, "JAR", "BRINGS", "VERSION", "API", "MODULE", "SHA-256");
    loader.list().forEach(listing -> print(out, listing));
    List<PluginProblem> problems = loader.examine();
    problems.forEach(problem -> out.println(problem.text()));
    out.flush();
    return problems.isEmpty() ? ExitStatus.OK : ExitStatus.CONFIG;
  }

  private static void print(PrintWriter out, PluginListing listing) {
    String digest = listing.digest();
    out.printf(
        ROW,
        listing.file(),
        listing.jar().map(PluginsCommand::brings).orElse("refused"),
        listing.jar().map(PluginJar::version).orElse("-"),
        listing.jar().map(jar -> jar.api().toString()).orElse("-"),
        listing.jar().map(PluginJar::module).orElse("-"),
        digest);
  }

  private static String brings(PluginJar jar) {
    return jar.kinds().stream().map(PluginKind::words).collect(Collectors.joining(", "));
  }
}
