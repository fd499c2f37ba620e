package io.cofre.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cofre.kms.http.testing.Fault;
import io.cofre.kms.http.testing.FaultyProxy;
import io.cofre.kms.vault.FakeVault;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// A site comes up in any order: the KMS may be the last.
class LateKmsTest {
  @TempDir Path folder;

  @Test
  void a_server_serves_as_soon_as_its_kms_does() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    distribution.remove("kms-local.jar");
    Files.copy(KmsPluginRules.built("kms-vault"), distribution.plugins().resolve("kms-vault.jar"));
    Path data = folder.resolve("data");
    try (FakeVault vault = new FakeVault();
        FaultyProxy network = FaultyProxy.before(URI.create(vault.uri()).getPort())) {
      String config =
          """
          kms:
            main: {provider: vault, endpoint: 'http://127.0.0.1:%d', token: '%s'}
          """
              .formatted(network.port(), FakeVault.ROOT);
      Path file = Files.writeString(folder.resolve("cofre.yaml"), config);
      network.always(new Fault.Reset());
      try (Server first = Server.startWaiting(distribution, data, "--config", file.toString())) {
        assertEquals(200, first.page("/health/live").statusCode());
        network.always(new Fault.None()); // a store that was never there is made now
        first.awaitReady();
        try (S3Client s3 = Sdk.client(first.endpoint())) {
          s3.createBucket(b -> b.bucket("late"));
          s3.putObject(b -> b.bucket("late").key("a"), RequestBody.fromString("kept"));
        }
      }
      network.always(new Fault.Reset());
      try (Server second = Server.startWaiting(distribution, data, "--config", file.toString());
          S3Client s3 = Sdk.client(second.endpoint())) {
        network.always(new Fault.None());
        second.awaitReady();
        assertEquals("kept", s3.getObjectAsBytes(b -> b.bucket("late").key("a")).asUtf8String());
      }
    }
  }
}
