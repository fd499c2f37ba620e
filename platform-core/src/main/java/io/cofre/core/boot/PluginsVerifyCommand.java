package io.cofre.core.boot;

import io.cofre.core.plugin.PluginListing;
import io.cofre.core.plugin.PluginLoader;
import io.cofre.core.plugin.PluginProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `cofre plugins verify`.
@Command(
    name = "verify",
    description =
        "Check that the jars are those that plugins.lock pins, signed where that is asked.",
    mixinStandardHelpOptions = true)
final class PluginsVerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @ParentCommand private PluginsCommand plugins = new PluginsCommand();

  @Override
  public Integer call() throws IOException, CannotStart {
    PluginLoader loader = plugins.loader();
    List<PluginProblem> problems = loader.examine();
    if (!problems.isEmpty()) {
      throw new CannotStart(ExitStatus.CONFIG, problems.stream().map(PluginProblem::text).toList());
    }
    if (!loader.locked()) {
      throw new CannotStart(
          ExitStatus.CONFIG,
          List.of(
              "%s: no plugins.lock pins the jars; write one with: cofre plugins lock"
                  .formatted(plugins.folder())));
    }
    List<PluginListing> listings = plugins.listings(loader);
    long signed = listings.stream().filter(listing -> !listing.signer().isEmpty()).count();
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%d jars are as plugins.lock pins them; %d are signed.%n", listings.size(), signed);
    out.flush();
    return ExitStatus.OK;
  }
}
