package io.cofre.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// Every cipher of the archive seals a store from its first start on, and beside the others.
class CiphersTest {
  private static final String BUCKET = "ciphers";
  private static final int PART = 5 << 20;
  private static final int[] SIZES = {0, 1, 65_536, 200_000};
  private static final Map<String, String> JARS =
      Map.of(
          "AES-256-GCM", "cipher-aes.jar",
          "A256CBC-HS512", "cipher-cbc.jar",
          "ChaCha20-Poly1305", "cipher-chacha.jar");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ChaCha20-Poly1305, A256CBC-HS512, AES-256-GCM",
        "A256CBC-HS512, ChaCha20-Poly1305, A256CBC-HS512"
      })
  void objects_stay_readable_when_the_default_cipher_changes(String order) throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    List<String> written = new ArrayList<>();
    for (String cipher : order.split(", ")) {
      String prefix = written.size() + "-" + cipher;
      try (Server server = start(distribution, cipher);
          S3Client s3 = Sdk.client(server.endpoint())) {
        String log = server.log();
        assertTrue(log.contains("sealing  " + cipher + " by " + engine(cipher)), log);
        if (written.isEmpty()) {
          s3.createBucket(b -> b.bucket(BUCKET));
        }
        write(s3, prefix);
        written.add(prefix);
        for (String one : written) {
          read(s3, one);
        }
        assertEquals(
            written.size() * (SIZES.length + 1),
            s3.listObjectsV2(b -> b.bucket(BUCKET)).contents().size());
      }
    }
  }

  private Server start(Distribution distribution, String cipher) throws Exception {
    Path config = folder.resolve("cofre.yaml");
    Files.writeString(config, "encryption:\n  default:\n    cipher: %s\n".formatted(cipher));
    return Server.start(distribution, folder.resolve("data"), "--config", config.toString());
  }

  /// The native libraries come for these systems; elsewhere the JDK does the work.
  private static String engine(String cipher) {
    boolean known =
        System.getProperty("os.name").equals("Linux")
            && List.of("amd64", "aarch64").contains(System.getProperty("os.arch"));
    return switch (cipher) {
      case "AES-256-GCM" -> known ? "AWS-LC" : "JDK";
      case "ChaCha20-Poly1305" -> known ? "Conscrypt" : "JDK";
      default -> "JDK";
    };
  }

  private static void write(S3Client s3, String prefix) {
    for (int size : SIZES) {
      s3.putObject(
          b -> b.bucket(BUCKET).key(prefix + "/" + size).metadata(Map.of("size", "of " + size)),
          RequestBody.fromBytes(content(prefix, size)));
    }
    byte[] large = content(prefix, 6 << 20);
    String key = prefix + "/parts";
    String upload = s3.createMultipartUpload(b -> b.bucket(BUCKET).key(key)).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int number = i + 1;
      byte[] part = Arrays.copyOfRange(large, i * PART, Math.min(number * PART, large.length));
      String etag =
          s3.uploadPart(
                  b -> b.bucket(BUCKET).key(key).uploadId(upload).partNumber(number),
                  RequestBody.fromBytes(part))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    }
    s3.completeMultipartUpload(
        b -> b.bucket(BUCKET).key(key).uploadId(upload).multipartUpload(m -> m.parts(parts)));
  }

  private static void read(S3Client s3, String prefix) {
    for (int size : SIZES) {
      String key = prefix + "/" + size;
      var object = s3.getObjectAsBytes(b -> b.bucket(BUCKET).key(key));
      assertArrayEquals(content(prefix, size), object.asByteArray(), key);
      assertEquals(Map.of("size", "of " + size), object.response().metadata(), key);
    }
    byte[] large = content(prefix, 6 << 20);
    assertArrayEquals(large, range(s3, prefix + "/parts", 0, large.length), prefix);
    // within a segment, across the borders of segments, across the border of the parts, at the end
    int[][] ranges = {
      {70_000, 70_010},
      {65_400, 65_600},
      {130_900, 131_100},
      {PART - 99_999, PART + 9},
      {large.length - 1, large.length}
    };
    for (int[] range : ranges) {
      assertArrayEquals(
          Arrays.copyOfRange(large, range[0], range[1]),
          range(s3, prefix + "/parts", range[0], range[1]),
          prefix);
    }
  }

  private static byte[] range(S3Client s3, String key, int from, int to) {
    return s3.getObjectAsBytes(
            b -> b.bucket(BUCKET).key(key).range("bytes=%d-%d".formatted(from, to - 1)))
        .asByteArray();
  }

  private static byte[] content(String prefix, int size) {
    byte[] content = new byte[size];
    new Random(prefix.hashCode() + size).nextBytes(content);
    return content;
  }

  @Test
  void a_missing_jar_is_named() throws Exception {
    for (var jar : JARS.entrySet()) {
      Distribution distribution = Distribution.unpack(folder.resolve(jar.getValue()));
      String listing = distribution.cofre("plugins").mustSucceed().output();
      assertTrue(listing.contains(jar.getValue()) && listing.contains(jar.getKey()), listing);
      distribution.remove(jar.getValue());
      Path config = folder.resolve("cofre.yaml");
      Files.writeString(
          config, "encryption:\n  default:\n    cipher: %s\n".formatted(jar.getKey()));
      String output =
          distribution
              .cofre(
                  "server", "--data", folder.resolve("x").toString(), "--config", config.toString())
              .mustEnd(78)
              .output();
      assertTrue(output.contains("add " + jar.getValue()), output);
    }
  }
}
