package io.cofre.api.plugin;

import java.time.Duration;

/// How an instance of a plugin is.
///
/// @since 0.1
public sealed interface Health {

  /// It works.
  ///
  /// @param latency how long the probe took
  record Up(Duration latency) implements Health {}

  /// It does not work.
  ///
  /// @param reason what is wrong, in the operator's words and without secrets
  record Down(String reason) implements Health {}
}
