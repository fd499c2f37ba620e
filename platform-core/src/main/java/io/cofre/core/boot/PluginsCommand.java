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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private static final List<String> HEAD =
      List.of("JAR", "BRINGS", "VERSION", "API", "MODULE", "SHA-256");
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
    List<PluginProblem> problems = loader.examine();
    print(out, rows(loader, folder));
    problems.forEach(problem -> out.println("refused: " + problem.text()));
    out.flush();
    return problems.isEmpty() ? ExitStatus.OK : ExitStatus.CONFIG;
  }

  /// A folder that cannot be listed is among the problems.
  private static List<List<String>> rows(PluginLoader loader, Path folder) throws IOException {
    List<List<String>> rows = new ArrayList<>(List.of(HEAD));
    if (Files.isDirectory(folder) && Files.isReadable(folder)) {
      loader.list().forEach(listing -> rows.add(row(listing)));
    }
    return rows;
  }

  private static void print(PrintWriter out, List<List<String>> rows) {
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static List<String> row(PluginListing listing) {
    String brings = listing.jar().map(PluginsCommand::brings).orElse("-");
    return List.of(
        listing.file().replaceAll("\\p{Cntrl}", "?"),
        listing.problem().isPresent() ? "refused" : brings,
        listing.jar().map(PluginJar::version).orElse("-"),
        listing.jar().map(jar -> jar.api().toString()).orElse("-"),
        listing.jar().map(PluginJar::module).orElse("-"),
        listing.digest().isEmpty() ? "-" : listing.digest());
  }

  private static String brings(PluginJar jar) {
    return jar.kinds().stream().map(PluginKind::words).collect(Collectors.joining(", "));
  }
}
