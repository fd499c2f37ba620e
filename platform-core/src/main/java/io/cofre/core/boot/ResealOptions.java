package io.cofre.core.boot;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/// The options that both ways of sealing stored objects otherwise have.
final class ResealOptions {
  @Option(
      names = "--prefix",
      paramLabel = "P",
      defaultValue = "",
      description = "Only objects of the bucket whose keys begin so.")
  private String prefix = "";

  @Option(names = "--dry-run", description = "Count what would be done, and change nothing.")
  private boolean dryRun;

  ObjectNode description() {
    ObjectNode wanted = JsonNodeFactory.instance.objectNode();
    put(wanted, "prefix", prefix);
    if (dryRun) {
      wanted.put("dry-run", true);
    }
    return wanted;
  }

  static void put(ObjectNode wanted, String field, String text) {
    if (!text.isEmpty()) {
      wanted.put(field, text);
    }
  }

  static void put(ObjectNode wanted, String field, long number) {
    if (number > 0) {
      wanted.put(field, number);
    }
  }
}
