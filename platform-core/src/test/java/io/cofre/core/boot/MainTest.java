package io.cofre.core.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How the command line ends.
class MainTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "server --prot 1", "server extra", "check --config"})
  void what_it_does_not_understand_ends_with_64(String line) {
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
    assertEquals(ExitStatus.USAGE, Main.run(arguments));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "version", "server --help", "check --help", "plugins --help"})
  void help_and_version_succeed(String line) {
    assertEquals(ExitStatus.OK, Main.run(line.split(" ")));
  }

  @Test
  void a_configuration_that_is_not_there_ends_with_78() {
    assertEquals(ExitStatus.CONFIG, Main.run("check", "--config", "no-such-file.yaml"));
  }
}
