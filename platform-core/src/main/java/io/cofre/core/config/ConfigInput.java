package io.cofre.core.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Everything the configuration is made of; the later parts win over the earlier.
///
/// @param base the folder that relative paths in the configuration are resolved against
/// @param home the folder that relative names of the plugins folder are resolved against: where the
///   platform was unpacked
/// @param file the configuration file, or empty to run on the defaults
/// @param environment the variables of the process; those that begin with `COFRE_` are read
/// @param overrides values from the command line by key; the key `listen` stands for host and port
///   of the S3 listener, as `HOST:PORT`
public record ConfigInput(
    Path base,
    Path home,
    Optional<Path> file,
    Map<String, String> environment,
    Map<String, String> overrides) {

  /// The override that moves the S3 listener.
  public static final String LISTEN = "listen";

  /// Copies the maps.
  public ConfigInput {
    environment = Map.copyOf(environment);
    overrides = Map.copyOf(overrides);
  }
}
