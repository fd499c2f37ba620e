package io.cofre.core.transport;

import io.cofre.api.plugin.PluginContext;
import io.cofre.api.transport.Gate;
import io.cofre.api.transport.Transport;
import io.cofre.tck.TransportContract;
import io.cofre.tck.fake.MemorySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

final class HelidonContractTest extends TransportContract {

  @Override
  protected Transport open(Gate gate) throws IOException {
    MemorySettings settings = MemorySettings.of("host", "127.0.0.1", "port", "0");
    PluginContext context = new PluginContext("test", Path.of("."), InstantSource.system());
    return new HelidonTransportProvider().open(settings, gate, context);
  }
}
