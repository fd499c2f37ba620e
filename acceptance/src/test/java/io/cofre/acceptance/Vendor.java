package io.cofre.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Somebody with a JDK, Maven and what Cofre publishes, outside of the source tree.
///
/// @param folder where the vendor works
record Vendor(Path folder) {
  private static final Path SOURCE = Path.of(System.getProperty("cofre.source")).toAbsolutePath();
  private static final String VERSION = System.getProperty("cofre.version");
  private static final List<String> PUBLISHED =
      List.of(
          "platform-api",
          "platform-tck",
          "platform-core",
          "cofre-plugin-parent",
          "kms-plugin-archetype");

  /// Publish what the build made, into a repository of the vendor's own.
  static Vendor in(Path folder) throws IOException {
    Vendor vendor = new Vendor(folder);
    vendor.publish("cofre", SOURCE);
    for (String artifact : PUBLISHED) {
      vendor.publish(artifact, SOURCE.resolve(artifact));
    }
    return vendor;
  }

  /// Lay an artifact out as Maven keeps it.
  private void publish(String artifact, Path module) throws IOException {
    String name = artifact + "-" + VERSION;
    Path place =
        Files.createDirectories(
            repository().resolve("io/cofre").resolve(artifact).resolve(VERSION));
    Files.copy(module.resolve("pom.xml"), place.resolve(name + ".pom"));
    Path jar = module.resolve("target").resolve(name + ".jar");
    if (Files.exists(jar)) {
      Files.copy(jar, place.resolve(name + ".jar"));
    }
  }

  private Path repository() {
    return folder.resolve("repository");
  }

  /// The vendor's machine: this JDK and this Maven, whose repository is only read.
  Map<String, String> environment() {
    Path java = Path.of(System.getProperty("java.home"));
    Path maven = Path.of(System.getProperty("cofre.maven"));
    return Map.of(
        "JAVA_HOME",
        java.toString(),
        "PATH",
        "%s:%s:%s".formatted(java.resolve("bin"), maven.resolve("bin"), System.getenv("PATH")),
        "MAVEN_ARGS",
        "-B -ntp -Dmaven.repo.local=%s -Dmaven.repo.local.tail=%s"
            .formatted(repository(), System.getProperty("cofre.repository")));
  }

  /// Run a line of a shell to its end.
  Command.Result sh(String line) throws Exception {
    return Command.run(folder, environment(), List.of("sh", "-ec", line));
  }

  /// Start a line of a shell that stays.
  Process start(String line, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-ec", "exec " + line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment());
    builder.environment().put("COFRE_LISTENERS_ADMIN_PORT", String.valueOf(Server.freePort()));
    return builder.start();
  }
}
