package io.cofre.core.boot;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `cofre version`.
@Command(
    name = "version",
    description = "Print the version.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.class)
final class VersionCommand implements Runnable, IVersionProvider {
  @Spec private CommandSpec spec = CommandSpec.create();

  /// The version of the core, as the build stamped it.
  static String version() {
    return Optional.ofNullable(Main.class.getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        .orElse("development");
  }

  @Override
  public void run() {
    spec.commandLine().getOut().println(line());
    spec.commandLine().getOut().flush();
  }

  private static String line() {
    return "Cofre " + version() + " (Java " + Runtime.version() + ")";
  }

  @Override
  public String[] getVersion() {
    return new String[] {line()};
  }
}
