package io.cofre.core.boot;

import io.cofre.core.client.Table;
import io.cofre.core.config.CofreConfig;
import io.cofre.core.config.ConfigLoader;
import io.cofre.core.config.ConfigOutcome;
import io.cofre.core.plugin.PluginJar;
import io.cofre.core.plugin.PluginKind;
import io.cofre.core.plugin.PluginListing;
import io.cofre.core.plugin.PluginLoader;
import io.cofre.core.plugin.PluginProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
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
    mixinStandardHelpOptions = true,
    subcommands = {
      PluginsShowCommand.class,
      PluginsDoctorCommand.class,
      PluginsLockCommand.class,
      PluginsVerifyCommand.class
    })
final class PluginsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOptions options = new ConfigOptions();

  @Override
  public Integer call() throws IOException, CannotStart {
    PluginLoader loader = loader();
    PrintWriter out = spec.commandLine().getOut();
    List<PluginProblem> problems = loader.examine();
    boolean pinned = loader.locked();
    Table table =
        new Table("jar", "kind", "version", "api", "module", "sha-256", "signer", "state");
    listings(loader).forEach(listing -> row(table, listing, pinned));
    table.print(out);
    problems.forEach(problem -> out.println("refused: " + problem.text()));
    out.flush();
    return problems.isEmpty() ? ExitStatus.OK : ExitStatus.CONFIG;
  }

  /// The loader of the folder that the configuration names.
  PluginLoader loader() throws CannotStart {
    CofreConfig.Server server = server();
    return new PluginLoader(server.plugins(), server.pluginSigners());
  }

  /// The folder that the configuration names.
  Path folder() throws CannotStart {
    return server().plugins();
  }

  private CofreConfig.Server server() throws CannotStart {
    return switch (ConfigLoader.load(options.input())) {
      case ConfigOutcome.Loaded loaded -> loaded.config().server();
      case ConfigOutcome.Refused refused ->
          throw new CannotStart(
              ExitStatus.CONFIG, refused.problems().stream().map(p -> p.text()).toList());
    };
  }

  /// What is in the folder; that it cannot be listed is among the problems.
  List<PluginListing> listings(PluginLoader loader) throws IOException, CannotStart {
    Path folder = folder();
    return Files.isDirectory(folder) && Files.isReadable(folder) ? loader.list() : List.of();
  }

  private static void row(Table table, PluginListing listing, boolean pinned) {
    table.row(
        List.of(
            listing.file(),
            listing.jar().map(PluginsCommand::kinds).orElse(""),
            listing.jar().map(PluginJar::version).orElse(""),
            listing.jar().map(jar -> jar.api().toString()).orElse(""),
            listing.jar().map(PluginJar::module).orElse(""),
            listing.digest(),
            listing.signer(),
            listing.problem().isPresent() ? "refused" : pinned ? "pinned" : "good"));
  }

  private static String kinds(PluginJar jar) {
    return jar.kinds().stream().map(PluginKind::words).collect(Collectors.joining(", "));
  }
}
