package io.cofre.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// rclone, on the files of a Java image.
class RcloneTest {
  @TempDir Path folder;

  @BeforeAll
  static void client() {
    Clients.need("rclone", "rclone", "version");
  }

  @Test
  void syncs_and_checks_a_tree() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    Path tree = Trees.javaImage(folder.resolve("tree"));
    try (Server server = Server.start(distribution, folder.resolve("data"))) {
      Path config = folder.resolve("rclone.conf");
      Files.writeString(
          config,
          """
          [cofre]
          type = s3
          provider = Other
          endpoint = %s
          access_key_id = %s
          secret_access_key = %s
          region = us-east-1
          """
              .formatted(server.endpoint(), Server.ACCESS_KEY, Server.SECRET_KEY));
      Files.setPosixFilePermissions(
          config, Set.copyOf(java.nio.file.attribute.PosixFilePermissions.fromString("rw-------")));
      rclone(config, "sync", tree.toString(), "cofre:image/files");
      rclone(config, "check", "--download", tree.toString(), "cofre:image/files");
      rclone(config, "sync", "cofre:image/files", folder.resolve("back").toString());
      Trees.mustBeEqual(tree, folder.resolve("back"));
      rclone(config, "moveto", "cofre:image/files/release", "cofre:image/files/a name with spaces");
      rclone(config, "purge", "cofre:image");
    }
  }

  private void rclone(Path config, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("rclone", "--config", config.toString(), "--retries", "1"));
    command.addAll(List.of(arguments));
    Command.run(folder, Map.of("AWS_CA_BUNDLE", ""), command).mustSucceed();
  }
}
