package io.cofre.core.config;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/// Loads configurations out of texts.
abstract class ConfigFixture {
  @TempDir Path base;

  ConfigOutcome outcome(String yaml, Map<String, String> environment, Map<String, String> options) {
    ConfigInput input =
        new ConfigInput(base, base.resolve("home"), Optional.empty(), environment, options);
    return ConfigLoader.load(input, "cofre.yaml", yaml);
  }

  ConfigOutcome.Loaded loaded(String yaml, Map<String, String> environment) {
    return assertInstanceOf(ConfigOutcome.Loaded.class, outcome(yaml, environment, Map.of()));
  }

  CofreConfig config(String yaml) {
    return loaded(yaml, Map.of()).config();
  }

  List<String> problems(String yaml, Map<String, String> environment) {
    return problems(outcome(yaml, environment, Map.of()));
  }

  List<String> problems(String yaml) {
    return problems(yaml, Map.of());
  }

  static List<String> problems(ConfigOutcome outcome) {
    return assertInstanceOf(ConfigOutcome.Refused.class, outcome).problems().stream()
        .map(ConfigProblem::text)
        .toList();
  }

  static void says(List<String> lines, String... expected) {
    for (String words : expected) {
      assertTrue(
          lines.stream().anyMatch(line -> line.contains(words)),
          () -> "'" + words + "' is not in: " + lines);
    }
  }
}
