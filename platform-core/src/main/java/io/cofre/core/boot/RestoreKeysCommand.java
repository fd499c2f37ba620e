package io.cofre.core.boot;

import io.cofre.api.kms.KeyBackup.Restored;
import io.cofre.api.plugin.Secret;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `cofre restore-keys`.
@Command(
    name = "restore-keys",
    description =
        "Bring back the keys of a backup whose names are free; the server may be running.",
    mixinStandardHelpOptions = true)
final class RestoreKeysCommand implements Callable<Integer> {
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
      description = "File of the passphrase of the backup.")
  private Path passphraseFile = Path.of("");

  @Option(names = "--dry-run", description = "Only tell what would be done.")
  private boolean dryRun;

  @Parameters(paramLabel = "BACKUP", description = "File that backup-keys wrote.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws CannotStart {
    Secret passphrase = KeyCopies.passphrase(passphraseFile);
    byte[] backup = KeyCopies.read(file);
    List<Restored> report =
        KeyCopies.with(options.input(), kms, copies -> copies.restore(backup, passphrase, dryRun));
    PrintWriter out = spec.commandLine().getOut();
    report.forEach(
        one -> out.printf("%s: %s%n", one.key(), one.outcome().name().toLowerCase(Locale.ROOT)));
    out.println(dryRun ? "Nothing was changed." : report.size() + " keys in the backup.");
    out.flush();
    return ExitStatus.OK;
  }
}
