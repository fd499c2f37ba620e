package io.cofre.core.boot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.core.client.AdminClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `cofre reencrypt`.
@Command(
    name = "reencrypt",
    description = {
      "Seal the stored objects of a bucket anew, with fresh keys: by the bucket's rule, or as the",
      "options say. What clients see of them stays."
    },
    mixinStandardHelpOptions = true)
final class ReencryptCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminOptions options = new AdminOptions();
  @Mixin private JobStart start = new JobStart();
  @Mixin private ResealOptions reseal = new ResealOptions();
  @Mixin private ReencryptFilters filters = new ReencryptFilters();

  @Option(names = "--bucket", paramLabel = "B", required = true, description = "The bucket.")
  private String bucket = "";

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "",
      description =
          "sse-s3, sse-kms or dsse-kms (default: the bucket's rule, or the object's own mode and key"
              + " where that is stronger).")
  private String mode = "";

  @Option(
      names = "--kms",
      paramLabel = "KMS",
      defaultValue = "",
      description = "KMS of the key (default: the bucket's).")
  private String kms = "";

  @Option(
      names = "--key",
      paramLabel = "KEY",
      defaultValue = "",
      description = "Key of the KMS, for sse-kms and dsse-kms.")
  private String key = "";

  @Option(
      names = "--cipher",
      paramLabel = "CIPHER",
      defaultValue = "",
      description = "Cipher of a plugin (default: the bucket's).")
  private String cipher = "";

  @Option(
      names = "--segment-size",
      paramLabel = "BYTES",
      description = "Sealed bytes of one segment (default: the bucket's).")
  private long segmentSize;

  @Option(names = "--bucket-key", description = "Use a bucket key, for sse-kms.")
  private boolean bucketKey;

  @Option(names = "--force", description = "Also objects that are sealed so already.")
  private boolean force;

  @Override
  public Integer call() throws CannotStart, InterruptedException {
    ObjectNode wanted = reseal.description();
    ResealOptions.put(wanted, "bucket", bucket);
    ResealOptions.put(wanted, "mode", mode);
    ResealOptions.put(wanted, "kms", kms);
    ResealOptions.put(wanted, "key", key);
    ResealOptions.put(wanted, "cipher", cipher);
    ResealOptions.put(wanted, "segment-size", segmentSize);
    if (bucketKey) {
      wanted.put("bucket-key", true);
    }
    if (force) {
      wanted.put("force", true);
    }
    filters.into(wanted);
    try (AdminClient client = options.client()) {
      return start.run(client, options, spec.commandLine().getOut(), "reencrypt", wanted);
    }
  }
}
