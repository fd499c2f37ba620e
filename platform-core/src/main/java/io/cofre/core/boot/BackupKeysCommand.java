package io.cofre.core.boot;

import io.cofre.api.plugin.Secret;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `cofre backup-keys`.
@Command(
    name = "backup-keys",
    description = "Copy all keys of a KMS to one encrypted file; the server may be running.",
    mixinStandardHelpOptions = true)
final class BackupKeysCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOptions options = new ConfigOptions();

  @Option(
      names = "--kms",
      paramLabel = "NAME",
      description = "Name of the KMS in the configuration (default: ${DEFAULT-VALUE}).")
  private String kms = "main";

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      required = true,
      description = "File of the passphrase of the backup, 12 characters or more.")
  private Path passphraseFile = Path.of("");

  @Parameters(paramLabel = "BACKUP", description = "File to write; it must not be there.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws CannotStart {
    Secret passphrase = KeyCopies.passphrase(passphraseFile);
    byte[] backup = KeyCopies.with(options.input(), kms, copies -> copies.export(passphrase));
    KeyCopies.write(file, backup);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("The keys of kms.%s are in %s.%n", kms, file);
    out.flush();
    return ExitStatus.OK;
  }
}
