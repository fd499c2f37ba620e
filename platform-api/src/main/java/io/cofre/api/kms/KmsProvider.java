package io.cofre.api.kms;

import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Settings;

/// Offers access to one kind of key management system.
///
/// @since 0.1
public interface KmsProvider extends Provider {

  /// Open an instance, without needing the KMS to answer (K10): an unreachable KMS shows in
  /// [Kms#health()], not here.
  ///
  /// @throws io.cofre.api.plugin.InvalidSettings if the settings cannot work, whatever the KMS says
  Kms open(Settings settings, PluginContext context);
}
