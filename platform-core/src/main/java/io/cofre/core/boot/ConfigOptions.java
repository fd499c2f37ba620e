package io.cofre.core.boot;

import io.cofre.core.config.ConfigInput;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The options of every command that reads the configuration, and of the commands under it.
final class ConfigOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Configuration file; without one, the defaults are in effect.")
  private String config = "";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Folder that holds what the server keeps (default: data).")
  private String data = "";

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      scope = ScopeType.INHERIT,
      description = "Address of the S3 listener (default: 127.0.0.1:9000).")
  private String listen = "";

  ConfigInput input() {
    Map<String, String> overrides = new HashMap<>();
    if (!data.isEmpty()) {
      overrides.put("server.data", data);
    }
    if (!listen.isEmpty()) {
      overrides.put(ConfigInput.LISTEN, listen);
    }
    return new ConfigInput(
        Path.of("").toAbsolutePath(),
        home(),
        config.isEmpty() ? Optional.empty() : Optional.of(Path.of(config)),
        System.getenv(),
        overrides);
  }

  /// The unpacked distribution, or the working folder when there is none.
  private static Path home() {
    return Path.of(System.getProperty("cofre.home", "")).toAbsolutePath();
  }
}
