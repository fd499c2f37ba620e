package io.cofre.api.plugin;

import java.nio.file.Path;
import java.time.InstantSource;

/// What the platform lends to an instance of a plugin when it opens it.
///
/// @param instance the name the operator gave to the instance, for messages
/// @param home a folder that relative paths in settings are resolved against; the server's data
///   folder unless the operator chose another
/// @param clock the time
/// @since 0.1
public record PluginContext(String instance, Path home, InstantSource clock) {}
