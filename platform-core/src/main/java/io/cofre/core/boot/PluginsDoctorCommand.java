package io.cofre.core.boot;

import io.cofre.core.plugin.JarTrial;
import io.cofre.core.plugin.PluginListing;
import io.cofre.core.plugin.PluginLoader;
import io.cofre.core.plugin.PluginProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `cofre plugins doctor`.
@Command(
    name = "doctor",
    description = "Load each plugin in a process of its own and say what is wrong with it.",
    mixinStandardHelpOptions = true)
final class PluginsDoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @ParentCommand private PluginsCommand plugins = new PluginsCommand();

  @Override
  public Integer call() throws IOException, InterruptedException, CannotStart {
    PrintWriter out = spec.commandLine().getOut();
    PluginLoader loader = plugins.loader();
    List<PluginProblem> problems = loader.examine();
    problems.forEach(problem -> out.println("bad:  " + problem.text()));
    boolean well = problems.isEmpty();
    Path folder = plugins.folder();
    Map<String, String> taken = new HashMap<>();
    for (PluginListing listing : plugins.listings(loader)) {
      if (listing.problem().isEmpty()) {
        well &= examine(folder.resolve(listing.file()), taken, out);
        out.flush();
      }
    }
    out.println(well ? "All plugins are good." : "A server does not start with these plugins.");
    out.flush();
    return well ? ExitStatus.OK : ExitStatus.CONFIG;
  }

  private static boolean examine(Path jar, Map<String, String> taken, PrintWriter out)
      throws IOException, InterruptedException {
    JarTrial trial = JarTrial.of(jar);
    if (trial.problem().isPresent()) {
      out.println("bad:  " + trial.problem().get());
      return false;
    }
    boolean well = true;
    for (JarTrial.TriedOffer offer : trial.offers()) {
      String other = taken.putIfAbsent(words(offer), trial.file());
      if (other != null) {
        out.printf(
            "bad:  %s: offers %s, which %s already offers; keep one of them%n",
            jar, words(offer), other);
        well = false;
      }
    }
    if (well) {
      out.printf("good: %s: %s%n", trial.file(), all(trial.offers()));
    }
    return well;
  }

  private static String all(List<JarTrial.TriedOffer> offers) {
    return offers.stream().map(PluginsDoctorCommand::words).collect(Collectors.joining(", "));
  }

  private static String words(JarTrial.TriedOffer offer) {
    return offer.kind().words() + " '" + offer.name() + "'";
  }
}
