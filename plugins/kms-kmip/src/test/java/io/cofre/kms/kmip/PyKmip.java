package io.cofre.kms.kmip;

import io.cofre.kms.http.testing.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A PyKMIP server in a process of its own, on a free port.
public record PyKmip(Process process, int port) implements AutoCloseable {

  /// Start it, or skip the test where it is missing; where `CI` is set, fail.
  public static PyKmip start(Peer peer) throws IOException, InterruptedException {
    Optional<Path> command = command();
    if (command.isEmpty() && System.getenv("CI") != null) {
      throw new IllegalStateException("pykmip-server is missing: run .ci/run");
    }
    Assumptions.assumeTrue(
        command.isPresent(), "no pykmip-server on the path: pip install PyKMIP brings it");
    Path home = peer.home().resolve("pykmip");
    Files.createDirectories(home.resolve("policies"));
    TestAuthority.write(peer.authority().server(), home, "server");
    int port = freePort();
    Path settings =
        Files.writeString(
            home.resolve("server.conf"),
            """
            [server]
            hostname=127.0.0.1
            port=%d
            certificate_path=%s
            key_path=%s
            ca_path=%s
            auth_suite=TLS1.2
            policy_path=%s
            enable_tls_client_auth=False
            logging_level=INFO
            database_path=%s
            """
                .formatted(
                    port,
                    home.resolve("server.pem"),
                    home.resolve("server.key"),
                    peer.home().resolve("ca.pem"),
                    home.resolve("policies"),
                    home.resolve("keys.db")));
    Process process =
        new ProcessBuilder(
                command.get().toString(),
                "-f",
                settings.toString(),
                "-l",
                home.resolve("server.log").toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("out").toFile())
            .start();
    var server = new PyKmip(process, port);
    server.await(home.resolve("out"));
    return server;
  }

  /// Whether it can be started.
  public static boolean isThere() {
    return command().isPresent();
  }

  private static Optional<Path> command() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder, "pykmip-server"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void await(Path output) throws IOException, InterruptedException {
    for (int i = 0; i < 300; i++) {
      if (!process.isAlive()) {
        throw new IllegalStateException("PyKMIP ended: " + Files.readString(output));
      }
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException _) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    close();
    throw new IllegalStateException("PyKMIP does not listen: " + Files.readString(output));
  }

  @Override
  public void close() {
    List<ProcessHandle> helpers = process.descendants().toList(); // they outlive it
    process.destroyForcibly(); // asked politely it waits for its connections, ten seconds or so
    helpers.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
  }

  /// The lines of the client's key in a folder.
  public static List<String> secrets(Path home) throws IOException {
    return Files.readAllLines(home.resolve("client.key")).stream()
        .filter(line -> line.length() > 40)
        .toList();
  }
}
