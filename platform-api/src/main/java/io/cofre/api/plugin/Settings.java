package io.cofre.api.plugin;

import java.util.Optional;

/// The values an operator gave to one instance of a plugin.
///
/// Immutable and thread-safe. Secrets written as `${file:...}` or `${env:...}` are already
/// resolved.
///
/// @since 0.1
public interface Settings {

  /// Return the value of a setting, or its fallback.
  ///
  /// @throws InvalidSettings if it is missing without a fallback, or cannot be read
  <T> T get(Setting<T> setting);

  /// Return the value of a setting, its fallback, or empty when there is neither.
  ///
  /// @throws InvalidSettings if it cannot be read
  <T> Optional<T> find(Setting<T> setting);
}
