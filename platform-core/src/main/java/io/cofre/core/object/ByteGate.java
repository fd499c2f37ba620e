package io.cofre.core.object;

/// Lets bytes pass no faster than somebody wants.
@FunctionalInterface
public interface ByteGate {
  /// Lets everything pass.
  ByteGate OPEN = _ -> {};

  /// Wait until so many more bytes may pass.
  void pass(long bytes) throws InterruptedException;
}
