package io.cofre.core.transport;

import io.cofre.api.plugin.PluginContext;
import io.cofre.api.transport.Gate;
import io.cofre.api.transport.Transport;
import io.cofre.tck.fake.MemorySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// A listener on a free port of the loopback interface.
final class Listening implements AutoCloseable {
  final Transport transport;

  private Listening(Transport transport) {
    this.transport = transport;
  }

  static Listening at(Gate gate, String... settings) throws IOException {
    Map<String, String> texts = new HashMap<>(Map.of("host", "127.0.0.1", "port", "0"));
    for (int i = 0; i < settings.length; i += 2) {
      texts.put(settings[i], settings[i + 1]);
    }
    PluginContext context = new PluginContext("test", Path.of("."), InstantSource.system());
    Transport transport =
        new HelidonTransportProvider().open(MemorySettings.of(texts), gate, context);
    transport.start();
    return new Listening(transport);
  }

  int port() {
    return transport.address().getPort();
  }

  Wired connect() throws IOException {
    return new Wired(port());
  }

  void drain(Duration grace) {
    transport.drain(grace);
  }

  @Override
  public void close() {
    transport.close();
  }
}
