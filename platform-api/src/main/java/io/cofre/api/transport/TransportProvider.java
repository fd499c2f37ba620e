package io.cofre.api.transport;

import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Settings;
import java.io.IOException;

/// Offers a kind of listener.
///
/// @since 0.1
public interface TransportProvider extends Provider {

  /// Prepare a listener; it takes no connection before [Transport#start()].
  ///
  /// @param gate where every request goes, each on a thread of its own
  /// @throws IOException if its material (a certificate, say) cannot be read
  /// @throws io.cofre.api.plugin.InvalidSettings if the settings cannot work
  Transport open(Settings settings, Gate gate, PluginContext context) throws IOException;
}
