package io.cofre.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/// The command line, the first start, and the admin listener.
class CommandLineTest {
  @TempDir Path folder;

  @Test
  void the_first_start_makes_credentials_and_prints_them_once() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    Path data = folder.resolve("data");
    String first = logOfOneLife(distribution, data);
    Matcher secret = Pattern.compile("secret key\\s+(\\S{30,})").matcher(first);
    assertTrue(secret.find(), first);
    assertTrue(first.contains(data.toString()), "it says where the data is:\n" + first);
    assertTrue(first.contains("keys"), "it says where the keys are:\n" + first);
    String second = logOfOneLife(distribution, data);
    assertTrue(!second.contains(secret.group(1)), "a secret is printed once");
    try (Stream<Path> files = Files.walk(data)) {
      for (Path key : files.filter(f -> f.getFileName().toString().equals("root.key")).toList()) {
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
      }
    }
  }

  private String logOfOneLife(Distribution distribution, Path data) throws Exception {
    int port = Server.freePort();
    int admin = Server.freePort();
    Path log = Files.createTempFile(folder, "server", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
                distribution.script().toString(),
                "server",
                "--data",
                data.toString(),
                "--listen",
                "127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("COFRE_LISTENERS_ADMIN_PORT", String.valueOf(admin));
    Process process = builder.start();
    for (int i = 0; i < 300 && !Files.readString(log).contains("ready"); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    process.destroy();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return Files.readString(log);
  }

  @Test
  void version_help_and_plugins_answer_without_starting() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    assertTrue(distribution.cofre("version").mustSucceed().output().startsWith("Cofre "));
    String help = distribution.cofre("--help").mustSucceed().output();
    for (String command : List.of("server", "check", "plugins", "version")) {
      assertTrue(help.contains(command), help);
    }
    String plugins = distribution.cofre("plugins").mustSucceed().output();
    for (String jar : List.of("cipher-aes.jar", "kms-local.jar", "storage-local.jar")) {
      assertTrue(plugins.contains(jar), plugins);
    }
    distribution.cofre("nonsense").mustEnd(64);
  }

  @Test
  void check_tells_all_mistakes_together_and_changes_nothing() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    Path config = folder.resolve("cofre.yaml");
    Path data = folder.resolve("data");
    Files.writeString(
        config,
        "listeners:\n  s3:\n    protocol: s3\n    prot: 9000\nencrypton: {}\nkms:\n  main:\n    provider: valt\n");
    Command.Result result =
        distribution
            .cofre("check", "--config", config.toString(), "--data", data.toString())
            .mustEnd(78);
    assertTrue(
        result.output().contains("prot") && result.output().contains("port"), result.output());
    assertTrue(result.output().contains("encryption"), result.output());
    assertTrue(result.output().contains("valt"), result.output());
    assertTrue(!Files.exists(data));
    Files.writeString(config, "listeners:\n  s3:\n    port: 9000\n");
    distribution
        .cofre("check", "--config", config.toString(), "--data", data.toString())
        .mustSucceed();
    assertTrue(!Files.exists(data));
  }

  @Test
  void the_admin_listener_tells_health_and_metrics() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    try (Server server = Server.start(distribution, folder.resolve("data"));
        S3Client s3 = Sdk.client(server.endpoint());
        HttpClient client = HttpClient.newHttpClient()) {
      s3.createBucket(b -> b.bucket("seen"));
      assertEquals(200, get(client, server, "/health/live").statusCode());
      assertEquals(200, get(client, server, "/health/ready").statusCode());
      String metrics = get(client, server, "/metrics").body();
      assertTrue(metrics.contains("CreateBucket"), metrics);
      assertEquals(404, get(client, server, "/secret").statusCode());
      assertEquals(143, server.stop(), "an orderly end by a signal");
    }
  }

  private static HttpResponse<String> get(HttpClient client, Server server, String path)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.admin(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void two_servers_do_not_share_a_data_folder() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    Path data = folder.resolve("data");
    try (Server server = Server.start(distribution, data)) {
      Command.Result second =
          Command.run(
              folder,
              Map.of("COFRE_LISTENERS_ADMIN_PORT", String.valueOf(Server.freePort())),
              List.of(
                  distribution.script().toString(),
                  "server",
                  "--data",
                  data.toString(),
                  "--listen",
                  "127.0.0.1:" + Server.freePort()));
      assertTrue(second.status() != 0, second.output());
      assertTrue(second.output().contains(data.toString()), second.output());
      assertTrue(server.endpoint().getPort() > 0);
    }
  }
}
