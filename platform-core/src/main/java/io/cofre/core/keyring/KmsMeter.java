package io.cofre.core.keyring;

/// Is told of each call that reached a plugin, for the metrics.
///
/// Called on the thread of the caller; it must be quick, thread-safe, and not throw.
@FunctionalInterface
public interface KmsMeter {
  /// Counts nothing.
  KmsMeter NONE = _ -> {};

  /// A call ended.
  void called(KmsCall call);
}
