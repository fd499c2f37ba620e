package io.cofre.api.plugin;

import java.util.List;

/// A named factory that a plugin jar offers to the platform.
///
/// The platform makes one provider of each class by its public no-argument constructor when it
/// starts. Making one does no I/O and starts no thread (P1); work begins in the `open` method of
/// the sub-interface, which is called only for instances that the configuration names.
///
/// @since 0.1
public interface Provider {

  /// The name that operators write in the configuration, for example `vault` or `AES-256-GCM`.
  ///
  /// It is 1 to 64 characters of `[A-Za-z0-9._-]` (P2), may be stored beside data, and therefore
  /// never changes from one release of the plugin to the next.
  String name();

  /// Every setting that `open` reads (P3).
  ///
  /// The platform refuses a configuration that holds any other key, masks the values of secret
  /// settings wherever it prints them, and shows this list to operators.
  default List<Setting<?>> settings() {
    return List.of();
  }
}
