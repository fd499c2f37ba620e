package io.cofre.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A running server of an unpacked distribution, on ports of its own.
final class Server implements AutoCloseable {
  static final String ACCESS_KEY = "acceptance-access";
  static final String SECRET_KEY = "acceptance-secret-0123456789";

  private final Process process;
  private final Distribution distribution;
  private final Path data;
  private final Path log;
  private final int port;
  private final int admin;
  private final String scheme;

  private Server(
      Process process,
      Distribution distribution,
      Path data,
      Path log,
      int port,
      int admin,
      String scheme) {
    this.process = process;
    this.distribution = distribution;
    this.data = data;
    this.log = log;
    this.port = port;
    this.admin = admin;
    this.scheme = scheme;
  }

  /// Start a server on a data folder and wait until it is ready.
  static Server start(Distribution distribution, Path data, String... more) throws Exception {
    return start("http", distribution, data, more).await(200);
  }

  /// Start a server whose KMS is away, and wait until it says that it waits.
  static Server startWaiting(Distribution distribution, Path data, String... more)
      throws Exception {
    return start("http", distribution, data, more).await(503);
  }

  /// Wait until what it waited for is there.
  void awaitReady() throws Exception {
    var _ = await(200);
  }

  /// Start a server whose configuration gives its S3 listener a certificate.
  static Server startTls(Distribution distribution, Path data, String... more) throws Exception {
    return start("https", distribution, data, more).await(200);
  }

  private static Server start(String scheme, Distribution distribution, Path data, String... more)
      throws Exception {
    int port = freePort();
    int admin = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                distribution.script().toString(),
                "server",
                "--data",
                data.toString(),
                "--listen",
                "127.0.0.1:" + port));
    command.addAll(List.of(more));
    // Beside the archive, in the test's own folder: what is killed and never closed leaves no file.
    Path log = Files.createTempFile(distribution.home().getParent(), "server", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(distribution.home().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder
        .environment()
        .putAll(
            Map.of(
                "COFRE_ACCESS_KEY", ACCESS_KEY,
                "COFRE_SECRET_KEY", SECRET_KEY,
                "COFRE_LISTENERS_ADMIN_PORT", String.valueOf(admin)));
    Server server = new Server(builder.start(), distribution, data, log, port, admin, scheme);
    return server;
  }

  private Server await(int status) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest probe =
          HttpRequest.newBuilder(admin("/health/ready")).timeout(Duration.ofSeconds(5)).build();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (System.nanoTime() < end && process.isAlive()) {
        try {
          if (client.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == status) {
            return this;
          }
        } catch (IOException _) {
          // not there yet
        }
        Thread.sleep(20);
      }
    }
    process.destroyForcibly();
    throw new AssertionError("the readiness never was %d:%n%s".formatted(status, log()));
  }

  /// Ask a page of the admin listener.
  HttpResponse<String> page(String path) throws Exception {
    return get(admin(path));
  }

  static HttpResponse<String> get(URI uri) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  URI endpoint() {
    return URI.create(scheme + "://127.0.0.1:" + port);
  }

  URI admin(String path) {
    return URI.create("http://127.0.0.1:" + admin + path);
  }

  int port() {
    return port;
  }

  /// Run an operator's command, `keys list` say, that asks this server.
  Command.Result cofre(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--admin", admin("").toString(), "--data", data.toString()));
    return distribution.cofre(all.toArray(String[]::new));
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  long pid() {
    return process.pid();
  }

  /// Kill it as a power failure would, as far as a process can be.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// Ask it to end, and wait.
  int stop() {
    process.destroy();
    if (process.onExit().completeOnTimeout(process, 60, TimeUnit.SECONDS).join().isAlive()) {
      process.destroyForcibly().onExit().join();
      throw new AssertionError("the server did not end within a minute");
    }
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      stop();
    }
    Files.deleteIfExists(log);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// The environment that AWS's clients read.
  Map<String, String> awsEnvironment() {
    return Map.of(
        "AWS_ACCESS_KEY_ID", ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY", SECRET_KEY,
        "AWS_DEFAULT_REGION", "us-east-1",
        "AWS_ENDPOINT_URL", endpoint().toString(),
        "AWS_EC2_METADATA_DISABLED", "true",
        "AWS_CONFIG_FILE", "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
        "AWS_PAGER", "");
  }
}
