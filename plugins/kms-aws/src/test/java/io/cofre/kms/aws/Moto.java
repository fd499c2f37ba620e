package io.cofre.kms.aws;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// moto's server, started on a free port; skipped where it is not installed, but not where CI is
/// set.
public record Moto(Process process, URI uri) implements AutoCloseable {
  private static final int TRIES = 600;

  /// Start one that has no key.
  public static Moto start() throws IOException, InterruptedException {
    boolean there =
        new ProcessBuilder("python3", "-c", "import moto.server, flask")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor()
            == 0;
    if (System.getenv("CI") != null) {
      Assertions.assertTrue(there, "moto is missing: pip install 'moto[server]'");
    }
    Assumptions.assumeTrue(there, "skipped: moto is missing (pip install 'moto[server]')");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder("python3", "-m", "moto.server", "-H", "127.0.0.1", "-p", "" + port)
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target/moto.log").toFile())
            .start();
    for (int i = 0; i < TRIES && process.isAlive(); i++) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return new Moto(process, URI.create("http://127.0.0.1:" + port));
      } catch (IOException _) {
        Thread.sleep(100);
      }
    }
    process.destroyForcibly();
    throw new IllegalStateException("moto does not start: see target/moto.log of " + List.of(port));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
