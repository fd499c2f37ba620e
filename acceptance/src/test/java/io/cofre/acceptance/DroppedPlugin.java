package io.cofre.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The plugin of a peer, which the archive does not load by itself.
///
/// @param name the file that operators know
/// @param jar the file that was built
record DroppedPlugin(KmsPeer peer, String name, Path jar) {
  private static final Path MODULES = Path.of(System.getProperty("cofre.source"), "plugins");

  static DroppedPlugin of(KmsPeer peer) throws Exception {
    String artifact = "kms-" + peer.provider();
    try (Stream<Path> target = Files.list(MODULES.resolve(artifact).resolve("target"))) {
      Path jar =
          target
              .filter(file -> file.getFileName().toString().matches(artifact + "-[0-9.]+\\.jar"))
              .findAny()
              .orElseThrow(() -> new AssertionError(artifact + " is not built"));
      return new DroppedPlugin(peer, artifact + ".jar", jar);
    }
  }

  /// The lines of the configuration that make an instance of it.
  String instance(String name) {
    String settings =
        peer.more().entrySet().stream()
            .map(setting -> "    %s: '%s'%n".formatted(setting.getKey(), setting.getValue()))
            .collect(Collectors.joining());
    return "  %s:%n    provider: %s%n%s".formatted(name, peer.provider(), settings);
  }
}
