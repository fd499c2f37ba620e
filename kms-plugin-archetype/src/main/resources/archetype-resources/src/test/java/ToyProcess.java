package ${package};

import io.cofre.api.kms.Kms;
import io.cofre.api.plugin.PluginContext;
import io.cofre.tck.fake.MemorySettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// The toy KMS in a process of its own, on a free port of the loopback address.
record ToyProcess(Process process, URI endpoint) implements AutoCloseable {
  static final String TOKEN = "toy-token";

  static ToyProcess start() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "src/toy/ToyServer.java",
                "0")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader said = process.inputReader();
    String line = said.readLine(); // "the toy KMS listens on URI"
    if (line == null) {
      throw new IOException("the toy KMS does not start");
    }
    return new ToyProcess(process, URI.create(line.substring(line.lastIndexOf(' ') + 1)));
  }

  Kms open(URI where) {
    Map<String, String> settings =
        Map.of("endpoint", where.toString(), "token", TOKEN, "timeout", "30s");
    PluginContext context = new PluginContext("main", Path.of("."), InstantSource.system());
    return new HttpKmsProvider().open(MemorySettings.of(settings), context);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
