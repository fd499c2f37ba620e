package io.cofre.api.transport;

/// Where requests enter the platform.
///
/// @since 0.1
@FunctionalInterface
public interface Gate {

  /// Answer one exchange, on the calling thread, before returning.
  void enter(Exchange exchange);
}
