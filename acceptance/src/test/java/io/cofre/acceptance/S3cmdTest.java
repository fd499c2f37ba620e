package io.cofre.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// s3cmd, which checks every ETag against the MD5 of what it sent.
class S3cmdTest {
  @TempDir Path folder;

  @BeforeAll
  static void client() {
    Clients.need("s3cmd", "s3cmd", "--version");
  }

  @Test
  void puts_lists_syncs_and_removes() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    Path tree = Files.createDirectories(folder.resolve("tree/deeper"));
    Trees.random(tree.resolve("small"), 10, 3);
    Trees.random(tree.resolve("empty"), 0, 4);
    Trees.random(tree.resolve("with space"), 100_000, 5);
    Path large = Trees.random(folder.resolve("large"), 40L << 20, 6);
    try (Server server = Server.start(distribution, folder.resolve("data"))) {
      Path config = folder.resolve("s3cfg");
      Files.writeString(
          config,
          """
          [default]
          access_key = %s
          secret_key = %s
          host_base = 127.0.0.1:%d
          host_bucket = 127.0.0.1:%d
          use_https = False
          bucket_location = us-east-1
          """
              .formatted(Server.ACCESS_KEY, Server.SECRET_KEY, server.port(), server.port()));
      s3cmd(config, "mb", "s3://sthree");
      s3cmd(config, "sync", folder.resolve("tree") + "/", "s3://sthree/tree/");
      s3cmd(config, "put", "--multipart-chunk-size-mb=15", large.toString(), "s3://sthree/large");
      s3cmd(config, "sync", "s3://sthree/tree/", folder.resolve("back") + "/");
      Trees.mustBeEqual(folder.resolve("tree"), folder.resolve("back"));
      s3cmd(config, "get", "s3://sthree/large", folder.resolve("large.back").toString());
      assertTrue(Files.mismatch(large, folder.resolve("large.back")) == -1);
      String info = s3cmd(config, "info", "s3://sthree/large");
      assertTrue(info.contains("File size: " + (40L << 20)), info);
      s3cmd(config, "cp", "s3://sthree/large", "s3://sthree/larger");
      s3cmd(config, "del", "--recursive", "--force", "s3://sthree");
      s3cmd(config, "rb", "s3://sthree");
    }
  }

  private String s3cmd(Path config, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("s3cmd", "--config", config.toString(), "--no-progress"));
    command.addAll(List.of(arguments));
    String output = Command.run(folder, command).mustSucceed().output();
    assertTrue(!output.contains("ERROR") && !output.contains("WARNING"), output);
    return output;
  }
}
