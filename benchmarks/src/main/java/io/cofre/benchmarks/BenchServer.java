package io.cofre.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A server of an unpacked distribution on a data folder of its own.
final class BenchServer implements AutoCloseable {
  private final Process process;
  private final Path work;
  private final int port;
  private final long startNanos;

  BenchServer(Path home, String config, String javaOptions) throws IOException {
    work = Files.createTempDirectory(Path.of("").toAbsolutePath(), "bench-");
    port = freePort();
    Path file = work.resolve("cofre.yaml");
    Files.writeString(file, config);
    ProcessBuilder builder =
        new ProcessBuilder(
                home.resolve("bin/cofre").toString(),
                "server",
                "--config",
                file.toString(),
                "--data",
                work.resolve("data").toString(),
                "--listen",
                "127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("log").toFile());
    builder.environment().put("COFRE_ACCESS_KEY", Signer.ACCESS_KEY);
    builder.environment().put("COFRE_SECRET_KEY", Signer.SECRET_KEY);
    builder.environment().put("COFRE_LISTENERS_ADMIN_PORT", String.valueOf(freePort()));
    builder.environment().put("COFRE_JAVA_OPTS", javaOptions);
    long begin = System.nanoTime();
    process = builder.start();
    awaitFirstAnswer();
    startNanos = System.nanoTime() - begin;
  }

  private void awaitFirstAnswer() throws IOException {
    IOException last = new IOException("never tried");
    for (int i = 0; i < 6000 && process.isAlive(); i++) {
      try (S3Connection connection = connect()) {
        connection.get("/");
        return;
      } catch (IOException e) {
        last = e;
        pause(5);
      }
    }
    throw new IOException(Files.readString(work.resolve("log")), last);
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  S3Connection connect() throws IOException {
    return new S3Connection(port, new Signer("127.0.0.1:" + port));
  }

  /// From starting the script to the first answered request.
  double startSeconds() {
    return startNanos / 1e9;
  }

  /// A figure of `/proc/PID/status` in MiB: `VmRSS` or `VmHWM`.
  double mebibytes(String name) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"));
    for (String line : lines) {
      if (line.startsWith(name + ":")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IOException("no " + name);
  }

  /// The processor time the server has used, which other loads on the machine hardly change.
  double processorSeconds() throws IOException {
    return process
            .toHandle()
            .info()
            .totalCpuDuration()
            .orElseThrow(() -> new IOException("no processor time"))
            .toNanos()
        / 1e9;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
