package io.cofre.core.boot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.core.client.AdminClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `cofre rewrap`.
@Command(
    name = "rewrap",
    description = {
      "Wrap the keys of stored objects again: under the newest version of their key, or under",
      "another key. Their bodies stay as they are."
    },
    mixinStandardHelpOptions = true)
final class RewrapCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminOptions options = new AdminOptions();
  @Mixin private JobStart start = new JobStart();
  @Mixin private ResealOptions reseal = new ResealOptions();

  @Option(
      names = "--bucket",
      paramLabel = "B",
      defaultValue = "",
      description = "Objects of this bucket (default: of all buckets).")
  private String bucket = "";

  @Option(
      names = "--kms",
      paramLabel = "KMS",
      defaultValue = "",
      description = "Only objects under keys of this KMS.")
  private String kms = "";

  @Option(
      names = "--key",
      paramLabel = "KEY",
      defaultValue = "",
      description = "Only objects under this key.")
  private String key = "";

  @Option(
      names = "--to-kms",
      paramLabel = "KMS",
      defaultValue = "",
      description = "KMS of the new key (default: that of the old one).")
  private String toKms = "";

  @Option(
      names = "--to-key",
      paramLabel = "KEY",
      defaultValue = "",
      description = "The new key (default: the newest version of the old one).")
  private String toKey = "";

  @Override
  public Integer call() throws CannotStart, InterruptedException {
    ObjectNode wanted = reseal.description();
    ResealOptions.put(wanted, "bucket", bucket);
    ResealOptions.put(wanted, "kms", kms);
    ResealOptions.put(wanted, "key", key);
    ResealOptions.put(wanted, "to-kms", toKms);
    ResealOptions.put(wanted, "to-key", toKey);
    try (AdminClient client = options.client()) {
      return start.run(client, options, spec.commandLine().getOut(), "rewrap", wanted);
    }
  }
}
