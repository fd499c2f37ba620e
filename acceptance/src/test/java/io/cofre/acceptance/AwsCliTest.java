package io.cofre.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The AWS command line client, as people use it.
class AwsCliTest {
  @TempDir Path folder;

  @BeforeAll
  static void client() {
    Clients.need("aws-cli", "aws", "--version");
  }

  private Command.Result aws(Server server, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("aws"));
    command.addAll(List.of(arguments));
    return Command.run(folder, server.awsEnvironment(), command);
  }

  @Test
  void carries_a_tree_of_files_there_and_back() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    Path tree = Trees.sources(folder.resolve("tree"));
    try (Server server = Server.start(distribution, folder.resolve("data"))) {
      aws(server, "s3", "mb", "s3://sources").mustSucceed();
      aws(server, "s3", "sync", "--quiet", tree.toString(), "s3://sources/tree").mustSucceed();
      aws(server, "s3", "sync", "--quiet", "s3://sources/tree", folder.resolve("back").toString())
          .mustSucceed();
      Trees.mustBeEqual(tree, folder.resolve("back"));

      String again =
          aws(server, "s3", "sync", tree.toString(), "s3://sources/tree").mustSucceed().output();
      assertEquals("", again.strip(), "a second sync has nothing to do");

      aws(server, "s3", "rm", "--quiet", "--recursive", "s3://sources/tree").mustSucceed();
      assertEquals("", aws(server, "s3", "ls", "s3://sources").mustSucceed().output().strip());
      aws(server, "s3", "rb", "s3://sources").mustSucceed();
    }
  }

  @Test
  void carries_a_large_file_in_parts() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    Path large = Trees.random(folder.resolve("large"), 100L << 20, 1);
    try (Server server = Server.start(distribution, folder.resolve("data"))) {
      aws(server, "s3", "mb", "s3://parts").mustSucceed();
      aws(server, "s3", "cp", "--quiet", large.toString(), "s3://parts/large").mustSucceed();
      String etag =
          aws(
                  server,
                  "s3api",
                  "head-object",
                  "--bucket",
                  "parts",
                  "--key",
                  "large",
                  "--query",
                  "ETag")
              .mustSucceed()
              .output();
      assertTrue(etag.contains("-13"), "13 parts of 8 MiB, and not " + etag);
      aws(server, "s3", "cp", "--quiet", "s3://parts/large", "s3://parts/copy").mustSucceed();
      aws(server, "s3", "cp", "--quiet", "s3://parts/copy", "back").mustSucceed();
      assertEquals(-1, Files.mismatch(large, folder.resolve("back")));
    }
  }

  @Test
  void presigns_links_that_anybody_may_follow() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    Path file = Trees.random(folder.resolve("file"), 70_000, 2);
    try (Server server = Server.start(distribution, folder.resolve("data"));
        HttpClient client = HttpClient.newHttpClient()) {
      aws(server, "s3", "mb", "s3://links").mustSucceed();
      aws(server, "s3", "cp", "--quiet", file.toString(), "s3://links/a file+ü").mustSucceed();
      String link =
          aws(server, "s3", "presign", "s3://links/a file+ü").mustSucceed().output().strip();
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(link)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertEquals(200, answer.statusCode());
      assertArrayEquals(Files.readAllBytes(file), answer.body());
      HttpResponse<String> forged =
          client.send(
              HttpRequest.newBuilder(URI.create(link.replace("links/a", "links/b"))).build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(403, forged.statusCode());
      assertTrue(forged.body().contains("SignatureDoesNotMatch"), forged.body());
    }
  }
}
