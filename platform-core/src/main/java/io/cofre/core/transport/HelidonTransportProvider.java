package io.cofre.core.transport;

import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import io.cofre.api.transport.Gate;
import io.cofre.api.transport.Transport;
import io.cofre.api.transport.TransportProvider;
import java.io.IOException;
import java.util.List;

/// Offers listeners for HTTP/1.1 and HTTP/2, with or without TLS, on Helidon's web server.
public final class HelidonTransportProvider implements TransportProvider {

  /// Make the provider.
  public HelidonTransportProvider() {}

  @Override
  public String name() {
    return "helidon";
  }

  @Override
  public List<Setting<?>> settings() {
    return ListenerSettings.all();
  }

  @Override
  public Transport open(Settings settings, Gate gate, PluginContext context) throws IOException {
    return HelidonTransport.open(ListenerSettings.read(settings, context), gate, context.clock());
  }
}
