package io.cofre.core.boot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// Which objects of a bucket are sealed anew.
final class ReencryptFilters {
  @Option(
      names = "--from-mode",
      paramLabel = "MODE",
      split = ",",
      description = "Only objects of this mode; may be repeated.")
  private List<String> modes = new ArrayList<>();

  @Option(
      names = "--from-cipher",
      paramLabel = "CIPHER",
      defaultValue = "",
      description = "Only objects of this cipher.")
  private String cipher = "";

  @Option(
      names = "--from-kms",
      paramLabel = "KMS",
      defaultValue = "",
      description = "Only objects under keys of this KMS.")
  private String kms = "";

  @Option(
      names = "--from-key",
      paramLabel = "KEY",
      defaultValue = "",
      description = "Only objects under this key.")
  private String key = "";

  @Option(
      names = "--modified-before",
      paramLabel = "DATE",
      defaultValue = "",
      description = "Only objects written before, such as 2026-11-27T00:00:00Z.")
  private String before = "";

  @Option(
      names = "--modified-after",
      paramLabel = "DATE",
      defaultValue = "",
      description = "Only objects written after.")
  private String after = "";

  @Option(
      names = "--min-size",
      paramLabel = "BYTES",
      description = "Only objects of at least so many bytes.")
  private long least;

  @Option(
      names = "--max-size",
      paramLabel = "BYTES",
      defaultValue = "-1",
      description = "Only objects of at most so many bytes.")
  private long most;

  void into(ObjectNode wanted) {
    if (!modes.isEmpty()) {
      ArrayNode list = wanted.putArray("from-mode");
      modes.forEach(list::add);
    }
    ResealOptions.put(wanted, "from-cipher", cipher);
    ResealOptions.put(wanted, "from-kms", kms);
    ResealOptions.put(wanted, "from-key", key);
    ResealOptions.put(wanted, "modified-before", before);
    ResealOptions.put(wanted, "modified-after", after);
    ResealOptions.put(wanted, "min-size", least);
    if (most >= 0) {
      wanted.put("max-size", most);
    }
  }
}
