package io.cofre.tck;

import io.cofre.api.plugin.Provider;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;

/// Runs the platform's loader on a jar in a process with the modules that a server starts with.
///
/// The kit is not compiled against the platform, for a vendor's tests must not see it. The loader
/// needs the JDK and `cofre.api` alone, so its jar is enough, without anything it depends on.
final class PlatformProcess {
  /// What `bin/cofre` starts with.
  static final String JDK_MODULES =
      "java.base,java.instrument,java.logging,java.management,java.naming,java.net.http,"
          + "java.security.jgss,java.sql,java.xml,"
          + "jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs";

  private static final String LOADER = "io.cofre.core.plugin.Trial";
  private static final int PATIENCE_SECONDS = Integer.getInteger("cofre.tck.patience-seconds", 60);
  private static final int GRACE_SECONDS = 10;

  private PlatformProcess() {}

  static JarReport load(Path jar) throws IOException, InterruptedException {
    Path report = Files.createTempFile("cofre-jar", ".txt");
    Path said = Files.createTempFile("cofre-jar", ".log");
    try {
      Process process =
          new ProcessBuilder(command(report, jar))
              .redirectErrorStream(true)
              .redirectOutput(Redirect.to(said.toFile()))
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS + GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      JarReport read = JarReport.of(Files.readAllLines(report, StandardCharsets.UTF_8));
      if (!read.ended()) { // what it printed may tell why
        System.getLogger(PlatformProcess.class.getName())
            .log(System.Logger.Level.WARNING, Files.readString(said));
      }
      return read;
    } finally {
      Files.delete(report);
      Files.delete(said);
    }
  }

  private static List<String> command(Path report, Path jar) throws IOException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--module-path",
        location(Provider.class.getName()).toString(),
        "--add-modules",
        "cofre.api",
        "--limit-modules",
        JDK_MODULES + ",cofre.api",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "--class-path",
        location(LOADER).toString(),
        LOADER,
        report.toString(),
        jar.toString(),
        String.valueOf(PATIENCE_SECONDS));
  }

  /// The jar or folder that a class comes from, whichever loader has it.
  private static Path location(String className) throws IOException {
    String entry = className.replace('.', '/') + ".class";
    URL found = PlatformProcess.class.getClassLoader().getResource(entry);
    if (found == null) {
      throw Assertions.<AssertionError>fail(
          "the platform's loader is not on the test's class path: add io.cofre:platform-core in"
              + " scope test without its dependencies, or let io.cofre:cofre-plugin-parent do it");
    }
    if (found.openConnection() instanceof JarURLConnection inJar) {
      return Path.of(URI.create(inJar.getJarFileURL().toString()));
    }
    Path file = Path.of(URI.create(found.toString()));
    int depth = Path.of(entry).getNameCount();
    return Path.of("/").resolve(file.subpath(0, file.getNameCount() - depth));
  }
}
