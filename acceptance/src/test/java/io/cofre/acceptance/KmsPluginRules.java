package io.cofre.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.acceptance.KmsPeer.Versions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/// What an operator finds who drops the jar of a KMS into `plugins/`, in place of the local one.
abstract class KmsPluginRules {
  private static final String BUCKET = "vault";
  private static final String KEY = "cofre";
  private static final int[] SIZES = {0, 1_000, 100_000, 2_000_000};
  private static final String OTHER_KEY = "photos-2026";
  private static final String NEXT_KEY = "photos-2027";
  private static final String CONTEXT =
      Base64.getEncoder().encodeToString("{\"team\":\"größe\"}".getBytes(StandardCharsets.UTF_8));
  private static final Map<ServerSideEncryption, Consumer<PutObjectRequest.Builder>> MODES =
      Map.of(
          ServerSideEncryption.AES256,
          put -> {},
          ServerSideEncryption.AWS_KMS,
          put ->
              put.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                  .ssekmsKeyId(OTHER_KEY)
                  .ssekmsEncryptionContext(CONTEXT),
          ServerSideEncryption.AWS_KMS_DSSE,
          put ->
              put.serverSideEncryption(ServerSideEncryption.AWS_KMS_DSSE).ssekmsKeyId(OTHER_KEY));
  private static final String UNREACHABLE = "cannot be reached";
  private static final int UNDER_KEY = SIZES.length;
  private static final int UNDER_OTHER = SIZES.length * (MODES.size() - 1);

  @TempDir Path folder;
  private KmsPeer peer;
  private Distribution distribution;
  private Path config;

  /// Start the peer, with files of its own in a folder.
  abstract KmsPeer start(Path folder) throws Exception;

  @BeforeEach
  void install() throws Exception {
    peer = start(Files.createDirectories(folder.resolve("peer")));
    distribution = Distribution.unpack(folder.resolve("dist"));
    distribution.remove("kms-local.jar");
    DroppedPlugin plugin = DroppedPlugin.of(peer);
    Files.copy(plugin.jar(), distribution.plugins().resolve(plugin.name()));
    config = Files.writeString(folder.resolve("cofre.yaml"), "kms:\n" + plugin.instance("main"));
  }

  @AfterEach
  void stop() throws Exception {
    peer.close();
  }

  /// The KMS that this test started.
  KmsPeer peer() {
    return peer;
  }

  /// Start the server, with the KMS as its only one.
  Server server() throws Exception {
    return Server.start(distribution, data(), "--config", config.toString());
  }

  private Path data() {
    return folder.resolve("data");
  }

  @Test
  void the_jar_is_loaded_and_its_settings_are_told() throws Exception {
    String listing = distribution.cofre("plugins").mustSucceed().output();
    assertTrue(listing.contains(DroppedPlugin.of(peer).name()), listing);
    distribution.cofre("check", "--config", config.toString()).mustSucceed();
  }

  @Test
  void objects_outlive_rotations_rewraps_restarts_and_their_key() throws Exception {
    Map<String, byte[]> written = new HashMap<>();
    try (Server server = server();
        S3Client s3 = Sdk.client(server.endpoint())) {
      s3.createBucket(b -> b.bucket(BUCKET));
      peer.create(server, OTHER_KEY);
      write(s3, "before", written);
      if (peer.versions() != Versions.ONE) {
        peer.rotate(server, KEY);
        peer.rotate(server, OTHER_KEY);
      }
      write(s3, "after", written);
      read(s3, written);
      reports(newest(), server.cofre("rewrap"));
      read(s3, written);
      discreet(server.log());
    }
    try (Server server = server();
        S3Client s3 = Sdk.client(server.endpoint())) {
      read(s3, written);
      if (peer.versions() != Versions.ONE) {
        reports(
            Map.of("rewrapped", UNDER_OTHER * 2, "filtered-out", UNDER_KEY * 2),
            server.cofre("keys", "rotate", OTHER_KEY, "--rewrap"));
      }
      write(s3, "later", written);
      read(s3, written);
      replace(server);
      read(s3, written);
      discreet(server.log());
    }
    try (Server server = server();
        S3Client s3 = Sdk.client(server.endpoint())) {
      read(s3, written);
      discreet(server.log());
    }
    try (Stream<Path> files = Files.walk(data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        discreet(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
  }

  /// What a rewrap finds that follows a rotation between two equal rounds of writes; the store's
  /// own key is older than the rotation.
  private Map<String, Integer> newest() {
    int round = UNDER_KEY + UNDER_OTHER;
    return switch (peer.versions()) {
      case TOLD -> Map.of("rewrapped", round + 1, "already-current", round);
      case UNTOLD, ONE -> Map.of("rewrapped", round * 2 + 1);
    };
  }

  private static void reports(Map<String, Integer> outcomes, Command.Result job) {
    JobReport report = JobReport.of(job);
    assertEquals(outcomes, report.outcomes());
    assertEquals(outcomes.values().stream().mapToInt(i -> i).sum(), report.done());
  }

  /// Put another key in the place of one, which can be deleted then, and not before.
  private void replace(Server server) throws Exception {
    peer.create(server, NEXT_KEY);
    String users = String.valueOf(UNDER_OTHER * 3);
    Command.Result refused = server.cofre("keys", "delete", OTHER_KEY).mustEnd(1);
    assertTrue(refused.output().contains(users), refused.output());
    reports(
        Map.of("rewrapped", UNDER_OTHER * 3, "filtered-out", UNDER_KEY * 3),
        server.cofre("rewrap", "--kms", "main", "--key", OTHER_KEY, "--to-key", NEXT_KEY));
    server.cofre("keys", "delete", OTHER_KEY).mustSucceed();
  }

  private static void write(S3Client s3, String when, Map<String, byte[]> written) {
    MODES.forEach((mode, asked) -> {
      for (int size : SIZES) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        String key = "%s/%s/%d".formatted(when, mode, size);
        var put =
            s3.putObject(
                b -> asked.accept(b.bucket(BUCKET).key(key)), RequestBody.fromBytes(content));
        assertEquals(mode, put.serverSideEncryption());
        written.put(key, content);
      }
    });
  }

  private static void read(S3Client s3, Map<String, byte[]> written) {
    written.forEach((key, content) ->
        assertArrayEquals(
            content, s3.getObjectAsBytes(b -> b.bucket(BUCKET).key(key)).asByteArray(), key));
  }

  private void discreet(String text) {
    for (String secret : peer.secrets()) {
      assertTrue(!text.contains(secret), () -> "a secret stands in " + text);
    }
  }

  @Test
  void a_start_without_the_kms_waits_and_says_why() throws Exception {
    try (Server server = server();
        S3Client s3 = Sdk.client(server.endpoint())) {
      s3.createBucket(b -> b.bucket(BUCKET));
    }
    peer.close();
    try (Server server = Server.startWaiting(distribution, data(), "--config", config.toString())) {
      var ready = server.page("/health/ready");
      assertTrue(ready.body().contains("\"store\":{\"status\":\"down\""), ready.body());
      assertTrue(ready.body().contains(UNREACHABLE), ready.body());
      var refused = Server.get(server.endpoint().resolve("/" + BUCKET));
      assertEquals(503, refused.statusCode());
      assertTrue(refused.body().contains("<Code>ServiceUnavailable</Code>"), refused.body());
      Command.Result keys = server.cofre("keys", "list");
      assertTrue(keys.output().contains(UNREACHABLE), keys.output());
      assertTrue(server.log().contains("listens and waits for the KMS"), server.log());
      assertTrue(server.log().contains("nothing is lost"), server.log());
      discreet(server.log() + ready.body() + keys.output());
    }
  }
}
