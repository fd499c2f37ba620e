package io.cofre.api.storage;

import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Settings;
import java.io.IOException;

/// Offers a kind of blob store.
///
/// @since 0.1
public interface BlobStoreProvider extends Provider {

  /// Open the store, making it when it is not there yet.
  ///
  /// @throws IOException if it cannot be opened, in the operator's words
  /// @throws io.cofre.api.plugin.InvalidSettings if the settings cannot work
  BlobStore open(Settings settings, PluginContext context) throws IOException;
}
