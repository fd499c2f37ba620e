package io.cofre.acceptance;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// boto3, by a script of its own.
class Boto3Test {
  @TempDir Path folder;

  @BeforeAll
  static void client() {
    Clients.need("boto3", "python3", "-c", "import boto3");
  }

  @Test
  void the_script_passes() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    try (Server server = Server.start(distribution, folder.resolve("data"))) {
      Path script =
          Path.of(System.getProperty("cofre.source"), "acceptance/src/test/python/boto.py");
      Command.run(
              folder,
              server.awsEnvironment(),
              List.of("python3", script.toRealPath().toString(), server.endpoint().toString()))
          .mustSucceed();
    }
  }
}
