package io.cofre.core.keyring;

/// Is told of each use of a key, also of those the cache served.
///
/// Called once for each caller and on the caller's own thread, so that what is bound there (the
/// request, who made it) can be joined. It must be quick, thread-safe, and not throw.
@FunctionalInterface
public interface KmsAudit {
  /// Writes nothing down.
  KmsAudit NONE = _ -> {};

  /// A key was used, or refused.
  void used(KmsUse use);
}
