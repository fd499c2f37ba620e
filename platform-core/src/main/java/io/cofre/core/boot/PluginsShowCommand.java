package io.cofre.core.boot;

import io.cofre.core.client.Table;
import io.cofre.core.plugin.JarTrial;
import io.cofre.core.plugin.PluginListing;
import io.cofre.core.plugin.PluginLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `cofre plugins show NAME`.
///
/// Only a plugin's code knows its settings, so each jar is loaded in a process of its own.
@Command(
    name = "show",
    description = "Show the settings of a provider: type, default, and what each is for.",
    mixinStandardHelpOptions = true)
final class PluginsShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @ParentCommand private PluginsCommand plugins = new PluginsCommand();

  @Parameters(paramLabel = "NAME", description = "Name of a provider, such as local, or of a jar.")
  private String name = "";

  @Override
  public Integer call() throws IOException, InterruptedException, CannotStart {
    PrintWriter out = spec.commandLine().getOut();
    PluginLoader loader = plugins.loader();
    List<PluginListing> likely = new ArrayList<>(plugins.listings(loader));
    likely.removeIf(listing -> listing.problem().isPresent());
    likely.sort(Comparator.comparing(listing -> !listing.file().contains(name)));
    List<String> offered = new ArrayList<>();
    boolean found = false;
    for (PluginListing listing : likely) {
      if (found && !listing.file().contains(name)) {
        break;
      }
      JarTrial trial = JarTrial.of(plugins.folder().resolve(listing.file()));
      for (JarTrial.TriedOffer offer : trial.offers()) {
        offered.add(offer.name());
        if (offer.name().equals(name) || isJar(listing.file())) {
          print(out, listing, offer);
          found = true;
        }
      }
    }
    if (!found) {
      throw new CannotStart(
          ExitStatus.USAGE,
          List.of(
              "no plugin in %s offers '%s'; offered: %s"
                  .formatted(plugins.folder(), name, String.join(", ", offered))));
    }
    out.flush();
    return ExitStatus.OK;
  }

  private boolean isJar(String file) {
    return file.equals(name) || file.equals(name + ".jar");
  }

  private static void print(PrintWriter out, PluginListing listing, JarTrial.TriedOffer offer) {
    String version = listing.jar().map(jar -> jar.version()).orElse("unknown");
    out.printf(
        "%s '%s' of %s, version %s%n", offer.kind().words(), offer.name(), listing.file(), version);
    if (offer.settings().isEmpty()) {
      out.println("It has no settings.");
      return;
    }
    Table table = new Table("setting", "type", "default", "secret", "meaning");
    for (JarTrial.TriedSetting setting : offer.settings()) {
      table.row(
          List.of(
              setting.key(),
              setting.kind(),
              setting.fallback().orElse(""),
              setting.secret() ? "yes" : "no",
              setting.help()));
    }
    table.print(out);
  }
}
