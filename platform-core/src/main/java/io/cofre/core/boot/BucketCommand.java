package io.cofre.core.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.core.client.AdminClient;
import io.cofre.core.client.Table;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `cofre bucket`.
@Command(
    name = "bucket",
    description = "Settings of buckets that S3 has no words for.",
    mixinStandardHelpOptions = true)
final class BucketCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a subcommand, such as: cofre bucket encryption NAME");
  }

  @Command(
      name = "encryption",
      description = {
        "Show how new objects of a bucket are sealed, or change it.",
        "What is not named is left as it is; 'default' lets it follow the platform's default."
      })
  int encryption(
      @Mixin AdminOptions options,
      @Option(
              names = "--kms",
              paramLabel = "KMS",
              defaultValue = "",
              description = "KMS in the configuration.")
          String kms,
      @Option(
              names = "--key",
              paramLabel = "KEY",
              defaultValue = "",
              description = "Key in that KMS.")
          String key,
      @Option(
              names = "--cipher",
              paramLabel = "CIPHER",
              defaultValue = "",
              description = "Cipher of a plugin.")
          String cipher,
      @Option(
              names = "--segment-size",
              paramLabel = "BYTES",
              defaultValue = "",
              description = "Sealed bytes of one segment.")
          String segmentSize,
      @Parameters(paramLabel = "NAME", description = "Name of the bucket.") String bucket)
      throws CannotStart, InterruptedException {
    try (AdminClient client = options.client()) {
      String path = "/v1/buckets/" + AdminClient.segment(bucket) + "/encryption";
      JsonNode now = client.ask("GET", path);
      ObjectNode wanted = JsonNodeFactory.instance.objectNode();
      if (now.path("chosen") instanceof ObjectNode chosen) {
        wanted.setAll(chosen);
      }
      JsonNode before = wanted.deepCopy();
      change(wanted, "kms", kms);
      change(wanted, "key", key);
      change(wanted, "cipher", cipher);
      change(wanted, "segment-size", segmentSize);
      JsonNode after = wanted.equals(before) ? now : client.ask("PUT", path, wanted);
      options.print(after, spec.commandLine().getOut(), this::show);
      return ExitStatus.OK;
    }
  }

  private void change(ObjectNode wanted, String field, String text) {
    if (text.equals("default")) {
      wanted.remove(field);
    } else if (text.isEmpty()) {
      return;
    } else if (!field.equals("segment-size")) {
      wanted.put(field, text);
    } else if (text.matches("\\d{1,9}")) {
      wanted.put(field, Integer.parseInt(text));
    } else {
      throw new ParameterException(
          spec.commandLine(), "--segment-size: expected a number of bytes");
    }
  }

  private void show(JsonNode answer) {
    Table table = new Table("setting", "effective", "chosen");
    for (String field : List.of("kms", "key", "cipher", "segment-size")) {
      table.row(
          List.of(
              field,
              answer.path("effective").path(field).asText(),
              answer.path("chosen").path(field).asText("default")));
    }
    table.print(spec.commandLine().getOut());
  }
}
