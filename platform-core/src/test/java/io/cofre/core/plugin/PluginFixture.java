package io.cofre.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A folder of plugins that only its owner can write to, and a place for temporary files.
abstract class PluginFixture {
  @TempDir Path temp;
  Path plugins;
  Path temporary;
  Path work;

  @BeforeEach
  void makeFolders() throws IOException {
    plugins = Files.createDirectory(temp.resolve("plugins"));
    only(plugins, "rwxr-xr-x");
    temporary = Files.createDirectory(temp.resolve("tmp"));
    work = Files.createDirectory(temp.resolve("work"));
  }

  static void only(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  Path jar(String name) {
    return plugins.resolve(name);
  }

  PluginLoader loader() {
    return new PluginLoader(plugins, temporary, NestedLibraries.usual());
  }

  LoadedPlugins load() throws IOException {
    tighten();
    return loader().load(List.of());
  }

  /// What a umask of 0002 leaves is not what is tested.
  private void tighten() throws IOException {
    try (var files = Files.list(plugins)) {
      for (Path file :
          files.filter(f -> Files.isRegularFile(f) && !Files.isSymbolicLink(f)).toList()) {
        only(file, "rw-r--r--");
      }
    }
  }

  /// Load the folder and expect one problem, told in one line.
  String refusal(String jar) throws IOException {
    LoadedPlugins loaded = load();
    assertEquals(1, loaded.problems().size(), () -> loaded.problems().toString());
    String line = loaded.problems().getFirst().text();
    assertFalse(line.contains("\n"), line);
    assertTrue(line.startsWith(plugins.resolve(jar) + ": "), line);
    assertTrue(line.contains(";") || line.contains("?"), "no cure in: " + line);
    return line;
  }

  static void says(String line, String... words) {
    for (String word : words) {
      assertTrue(line.contains(word), () -> "'" + word + "' is not in: " + line);
    }
  }
}
