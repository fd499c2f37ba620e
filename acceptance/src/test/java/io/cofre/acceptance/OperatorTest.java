package io.cofre.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// What goes wrong on an operator's machine: one clear line, the right status, and nothing lost.
class OperatorTest {
  private static final int UNAVAILABLE = 69;
  private static final int CONFIG = 78;
  @TempDir Path folder;
  private Distribution distribution;
  private Path data;

  @BeforeEach
  void unpack() throws Exception {
    distribution = Distribution.unpack(folder.resolve("dist"));
    data = folder.resolve("data");
  }

  /// Start a server that is expected not to.
  private Command.Result start(Map<String, String> environment, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(distribution.script().toString(), "server", "--data", data.toString()));
    command.addAll(List.of(more));
    Map<String, String> all = new java.util.HashMap<>(environment);
    all.putIfAbsent("COFRE_LISTENERS_ADMIN_PORT", String.valueOf(Server.freePort()));
    all.putIfAbsent("COFRE_LISTENERS_S3_PORT", String.valueOf(Server.freePort()));
    return Command.run(folder, all, command);
  }

  private Command.Result refused(int status, String... words) throws Exception {
    return refused(start(Map.of()), status, words);
  }

  private static Command.Result refused(Command.Result result, int status, String... words) {
    result.mustEnd(status);
    String output = result.output();
    assertFalse(
        output.contains("\tat "), () -> "a stack trace for an operator's mistake:\n" + output);
    assertEquals(1, output.lines().filter(l -> l.startsWith("cofre: ")).count(), output);
    for (String word : words) {
      assertTrue(output.contains(word), () -> word + " in " + output);
    }
    return result;
  }

  private static byte[] large() {
    byte[] bytes = new byte[300_000];
    new Random(5).nextBytes(bytes);
    return bytes;
  }

  private void fill() throws Exception {
    try (Server server = Server.start(distribution, data);
        S3Client s3 = Sdk.client(server.endpoint())) {
      s3.createBucket(b -> b.bucket("kept"));
      s3.putObject(b -> b.bucket("kept").key("large"), RequestBody.fromBytes(large()));
    }
  }

  private void mustStillBeThere() throws Exception {
    try (Server server = Server.start(distribution, data);
        S3Client s3 = Sdk.client(server.endpoint())) {
      assertArrayEquals(
          large(), s3.getObjectAsBytes(b -> b.bucket("kept").key("large")).asByteArray());
    }
  }

  @Test
  void credentials_of_a_first_start_that_failed_are_shown_by_the_next() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      Command.Result first =
          refused(
              start(Map.of("COFRE_LISTENERS_S3_PORT", port)),
              UNAVAILABLE,
              "listeners.s3",
              port,
              "choose another port");
      assertFalse(first.output().contains("secret key"), first.output());
    }
    String second = untilReady();
    assertTrue(second.contains("secret key"), second);
    assertFalse(untilReady().contains("secret key"), "shown once");
  }

  private String untilReady() throws Exception {
    Path log = Files.createTempFile(folder, "server", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(distribution.script().toString(), "server", "--data", data.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("COFRE_LISTENERS_S3_PORT", "0");
    builder.environment().put("COFRE_LISTENERS_ADMIN_PORT", "0");
    Process process = builder.start();
    for (int i = 0;
        i < 600 && process.isAlive() && !Files.readString(log).contains("  data ");
        i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    process.destroy();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return Files.readString(log);
  }

  @Test
  void mistakes_in_addresses_and_files_have_one_line_and_the_cure() throws Exception {
    refused(
        start(Map.of("COFRE_LISTENERS_S3_HOST", "no-such-host.invalid")),
        UNAVAILABLE,
        "listeners.s3",
        "no such host");
    refused(
        start(Map.of("COFRE_SERVER_ACCESS_LOG", "/no/such/folder/log")),
        CONFIG,
        "server.access-log",
        "/no/such/folder/log",
        "no such file or folder");
    refused(start(Map.of(), "--config", folder.toString()), CONFIG, "is a folder");
    refused(
        start(Map.of("COFRE_SERVER_PLUGINS", "/no/plugins")),
        CONFIG,
        "/no/plugins",
        "server.plugins");
    data = Files.writeString(folder.resolve("file"), "x");
    refused(CONFIG, "server.data", data.toString(), "name another folder");
  }

  @Test
  void a_store_without_one_half_is_refused_and_whole_when_it_is_back() throws Exception {
    fill();
    for (String half : List.of("metadata", "blobs")) {
      Path away = folder.resolve("away");
      Files.move(data.resolve(half), away);
      refused(UNAVAILABLE, "storage." + half, "mounted");
      Command.run(folder, List.of("rm", "-r", data.resolve(half).toString())).mustSucceed();
      Files.move(away, data.resolve(half));
      mustStillBeThere();
    }
  }

  @Test
  void keys_that_are_open_to_others_or_gone_stop_the_start() throws Exception {
    fill();
    Path root = data.resolve("keys").resolve("root.key");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rw-r-----"));
    refused(CONFIG, "chmod 600 " + root);
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rw-------"));
    Path away = folder.resolve("root.key");
    Files.move(root, away);
    refused(CONFIG, root.toString(), "missing", "restore");
    assertFalse(Files.exists(root), "no other key is made in its place");
    Files.move(away, root);
    Path keyset = data.resolve("keys").resolve("cofre.keyset");
    Files.move(keyset, away);
    refused(UNAVAILABLE, "restore");
    assertFalse(Files.exists(keyset), "no other key is made in its place");
    Files.move(away, keyset);
    mustStillBeThere();
  }

  @Test
  void everything_it_keeps_is_for_its_own_user_alone() throws Exception {
    fill();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.toList()) {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        assertEquals(Files.isDirectory(file) ? "rwx------" : "rw-------", mode, file.toString());
      }
    }
  }

  @Test
  void it_runs_below_a_path_with_spaces_and_letters_of_any_script() throws Exception {
    Distribution strange = Distribution.unpack(Files.createDirectories(folder.resolve("a ü 東")));
    Path link = Files.createSymbolicLink(folder.resolve("link"), strange.script());
    Map<String, String> plain = Map.of("LC_ALL", "C", "LANG", "C");
    Command.run(Path.of("/"), plain, List.of(link.toString(), "check")).mustSucceed();
  }

  @Test
  void the_plugins_are_listed_in_columns_and_refused_ones_with_the_reason() throws Exception {
    Files.writeString(distribution.plugins().resolve("a-rather-long-name-of-a-jar.jar"), "junk");
    List<String> lines = distribution.cofre("plugins").mustEnd(CONFIG).output().lines().toList();
    int digests = lines.getFirst().indexOf("SHA-256");
    for (String line : lines.subList(1, 5)) {
      String tail = line.substring(digests);
      assertTrue(tail.matches("[0-9a-f]{64} +- +(good|refused)"), () -> String.join("\n", lines));
    }
    assertTrue(lines.getLast().startsWith("refused: "), lines.getLast());
    Command.run(
            folder,
            Map.of("COFRE_SERVER_PLUGINS", "/no/plugins"),
            List.of(distribution.script().toString(), "plugins"))
        .mustEnd(CONFIG);
  }

  @Test
  void the_configuration_is_shown_without_its_secrets() throws Exception {
    Command.Result shown =
        Command.run(
            folder,
            Map.of("COFRE_ACCESS_KEY", "shown", "COFRE_SECRET_KEY", "never-shown"),
            List.of(distribution.script().toString(), "check", "--show"));
    shown.mustSucceed();
    assertTrue(shown.output().contains("shown"), shown.output());
    assertFalse(shown.output().contains("never-shown"), shown.output());
    assertTrue(shown.output().contains("cipher-aes.jar: loaded in"), shown.output());
  }

  @Test
  void an_upload_under_way_finishes_before_the_server_ends() throws Exception {
    try (Server server = Server.start(distribution, data);
        S3Client s3 = Sdk.client(server.endpoint());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      s3.createBucket(b -> b.bucket("drain"));
      byte[] body = large();
      OutputStream out = socket.getOutputStream();
      String head =
          "PUT %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: %d\r\n\r\n"
              .formatted(Sdk.presignedPut(server, "drain", "key"), server.port(), body.length);
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(body, 0, 100_000);
      out.flush();
      ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
      TimeUnit.MILLISECONDS.sleep(300); // the request must have entered
      assertTrue(process.destroy());
      TimeUnit.MILLISECONDS.sleep(300);
      assertTrue(process.isAlive());
      out.write(body, 100_000, body.length - 100_000);
      out.flush();
      String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      assertEquals("HTTP/1.1 200", answer);
      assertEquals(143, server.stop());
    }
    try (Server server = Server.start(distribution, data);
        S3Client s3 = Sdk.client(server.endpoint())) {
      assertArrayEquals(
          large(), s3.getObjectAsBytes(b -> b.bucket("drain").key("key")).asByteArray());
    }
  }
}
