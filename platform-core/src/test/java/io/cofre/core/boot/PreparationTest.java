package io.cofre.core.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A configuration held against a folder of plugins: all that is wrong, together.
class PreparationTest extends BootFixture {
  private Path plugins;

  @BeforeEach
  void folderOfPlugins() throws IOException {
    plugins = Files.createDirectory(folder.resolve("plugins"));
    Files.setPosixFilePermissions(plugins, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> refusal(String yaml) throws IOException {
    var input = input(yaml, Map.of());
    CannotStart refused = assertThrows(CannotStart.class, () -> Preparation.prepare(input));
    assertEquals(ExitStatus.CONFIG, refused.status());
    assertFalse(refused.lines().isEmpty());
    refused.lines().forEach(line -> assertFalse(line.contains("\n"), line));
    return refused.lines();
  }

  private static void says(List<String> lines, String... words) {
    for (String word : words) {
      assertTrue(lines.stream().anyMatch(line -> line.contains(word)), word + " in " + lines);
    }
  }

  @Test
  void names_every_missing_plugin_at_once_with_the_jar_that_brings_it() throws Exception {
    List<String> lines = refusal("");
    says(
        lines,
        "storage.metadata.provider",
        "storage.blobs.provider",
        "kms.main.provider",
        "encryption.default.cipher",
        "add cipher-aes.jar",
        "add storage-local.jar",
        "add kms-local.jar",
        plugins.toString());
  }

  @Test
  void tells_bad_jars_and_wrong_listeners_together() throws Exception {
    Path junk = Files.writeString(plugins.resolve("junk.jar"), "no jar");
    Files.setPosixFilePermissions(junk, PosixFilePermissions.fromString("rw-r--r--"));
    List<String> lines =
        refusal(
            """
            listeners:
              s3: { prot: 9000 }
              admin: { transport: heldon }
            """);
    says(
        lines,
        "junk.jar",
        "listeners.s3.prot: is not a setting of provider 'helidon'",
        "listeners.admin.transport: 'heldon'",
        "did you mean 'helidon'?");
  }

  @Test
  void stops_at_the_configuration_itself_and_makes_nothing() throws Exception {
    says(refusal("servr: {}\n"), "cofre.yaml:1: servr: is not a known key");
    try (var files = Files.list(folder)) {
      assertEquals(2, files.count(), "the configuration and the plugins folder");
    }
  }

  @Test
  void a_jar_that_was_refused_is_not_told_to_be_missing_too() throws Exception {
    Path junk = Files.writeString(plugins.resolve("cipher-aes.jar"), "no jar");
    Files.setPosixFilePermissions(junk, PosixFilePermissions.fromString("rw-r--r--"));
    List<String> lines = refusal("");
    says(lines, "cipher-aes.jar: cannot be read", "add storage-local.jar");
    assertFalse(lines.toString().contains("encryption.default.cipher"), lines::toString);
  }

  @Test
  void a_folder_that_is_not_there_is_the_only_problem() throws Exception {
    Files.delete(plugins);
    List<String> lines = refusal("");
    assertEquals(1, lines.size(), lines::toString);
    says(lines, plugins.toString(), "server.plugins");
  }
}
