package io.cofre.acceptance;

import io.cofre.tck.PluginJarContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Each jar of the distribution keeps the rules of every plugin's jar.
@ParameterizedClass(name = "{0}")
@MethodSource("jars")
class OwnJarsTest extends PluginJarContract {
  private final Path jar;

  OwnJarsTest(Path jar) {
    this.jar = jar;
  }

  static List<Path> jars() throws Exception {
    try (Stream<Path> files = Files.list(Distribution.original().resolve("plugins"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  @Override
  protected Path jar() {
    return jar;
  }
}
