package io.cofre.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// What the plugins folder holds decides what the server can do.
class PluginsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "cipher-aes.jar, encryption.default.cipher, AES-256-GCM",
    "kms-local.jar, kms.main.provider, local",
    "storage-local.jar, storage.metadata.provider, local"
  })
  void a_missing_jar_is_named_with_the_setting_that_needs_it(
      String jar, String setting, String provider) throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    distribution.remove(jar);
    Command.Result result =
        distribution.cofre("server", "--data", folder.resolve("data").toString()).mustEnd(78);
    assertTrue(
        result
            .output()
            .lines()
            .anyMatch(l -> l.contains(jar) && l.contains(setting) && l.contains(provider)),
        result.output());
    assertTrue(!Files.exists(folder.resolve("data")), "a refused start leaves nothing behind");
  }

  @Test
  void a_vendors_cipher_is_used_without_a_change_of_the_core() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    VendorJar.compile(
        distribution.plugins().resolve("cipher-acme.jar"),
        folder.resolve("vendor"),
        VendorJar.CIPHER);
    String listing = distribution.cofre("plugins").mustSucceed().output();
    assertTrue(listing.contains("cipher-acme.jar") && listing.contains("acme.cipher"), listing);

    Path config = folder.resolve("cofre.yaml");
    Files.writeString(config, "encryption:\n  default:\n    cipher: ACME-CHACHA20\n");
    byte[] content = new byte[200_000];
    new Random(1).nextBytes(content);
    // The store itself is made under the house's cipher, and only then the vendor's is chosen.
    try (Server server = Server.start(distribution, folder.resolve("data"));
        S3Client s3 = Sdk.client(server.endpoint())) {
      s3.createBucket(b -> b.bucket("acme"));
      s3.putObject(b -> b.bucket("acme").key("before"), RequestBody.fromBytes(content));
    }
    try (Server server =
            Server.start(distribution, folder.resolve("data"), "--config", config.toString());
        S3Client s3 = Sdk.client(server.endpoint())) {
      s3.putObject(b -> b.bucket("acme").key("k"), RequestBody.fromBytes(content));
      for (String key : List.of("k", "before")) {
        assertArrayEquals(
            content, s3.getObjectAsBytes(b -> b.bucket("acme").key(key)).asByteArray());
      }
    }
    // Without the jar the server does not start half-assembled; with the house's cipher for new
    // objects it starts, and says of the old object only that it cannot open it.
    distribution.remove("cipher-acme.jar");
    Command.Result refused =
        distribution
            .cofre(
                "server",
                "--data",
                folder.resolve("data").toString(),
                "--config",
                config.toString())
            .mustEnd(78);
    assertTrue(refused.output().contains("ACME-CHACHA20"), refused.output());
    Files.writeString(config, "encryption:\n  default:\n    cipher: AES-256-GCM\n");
    try (Server server =
            Server.start(distribution, folder.resolve("data"), "--config", config.toString());
        S3Client s3 = Sdk.client(server.endpoint())) {
      assertEquals(
          List.of("before", "k"),
          s3.listObjectsV2(b -> b.bucket("acme")).contents().stream().map(o -> o.key()).toList());
      int status =
          org.junit.jupiter.api.Assertions.assertThrows(
                  software.amazon.awssdk.services.s3.model.S3Exception.class,
                  () -> s3.getObjectAsBytes(b -> b.bucket("acme").key("k")))
              .statusCode();
      assertTrue(status >= 500, "status " + status);
    }
  }

  @Test
  void a_bad_jar_stops_the_start_with_one_line() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    Files.writeString(distribution.plugins().resolve("broken.jar"), "not a jar");
    Command.Result result =
        distribution.cofre("server", "--data", folder.resolve("data").toString()).mustEnd(78);
    assertEquals(
        1, result.output().lines().filter(l -> l.contains("broken.jar")).count(), result.output());
  }
}
