package io.cofre.core.boot;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command line's root.
@Command(
    name = "cofre",
    description = "S3-compatible object storage whose encryption is assembled from plugins.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.class,
    subcommands = {
      ServerCommand.class,
      CheckCommand.class,
      PluginsCommand.class,
      BackupKeysCommand.class,
      RestoreKeysCommand.class,
      KeysCommand.class,
      JobsCommand.class,
      BucketCommand.class,
      RewrapCommand.class,
      ReencryptCommand.class,
      VersionCommand.class,
      HelpCommand.class
    })
final class CofreCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }
}
