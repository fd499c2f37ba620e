package io.cofre.core.plugin;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Starts a JVM with the modules of this one.
final class ChildJvm {
  private ChildJvm() {}

  /// Start a [Trial]. What the plugin prints is dropped.
  static Process start(Path report, Path jar, Duration patience) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String modulePath = System.getProperty("jdk.module.path", "");
    if (!modulePath.isEmpty()) { // a runtime image holds the platform itself
      command.addAll(List.of("--module-path", modulePath));
    }
    command.addAll(
        List.of(
            "--add-modules",
            modules(),
            "--enable-native-access=ALL-UNNAMED,cofre.core",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xlog:disable",
            "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
            "--module",
            "cofre.core/" + Trial.class.getName(),
            report.toString(),
            jar.toString(),
            String.valueOf(patience.toSeconds())));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    process.getOutputStream().close(); // nothing to read there
    return process;
  }

  private static String modules() {
    return ModuleLayer.boot().modules().stream()
        .map(Module::getName)
        .sorted()
        .collect(Collectors.joining(","));
  }
}
