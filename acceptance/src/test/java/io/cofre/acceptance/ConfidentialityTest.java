package io.cofre.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What lies on the disk tells nothing of what was written.
class ConfidentialityTest {
  private static final String MARK = "TOP-SECRET-PLAINTEXT-MARK";
  @TempDir Path folder;

  @Test
  void no_plaintext_in_the_data_folder_or_the_log() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    Path data = folder.resolve("data");
    String log;
    Path access = folder.resolve("access.log");
    Path config = SealedBy.openConfig(folder);
    Files.writeString(
        config, "server:\n  access-log: " + access + "\n", java.nio.file.StandardOpenOption.APPEND);
    try (Server server = Server.start(distribution, data, "--config", config.toString());
        S3Client s3 = Sdk.client(server.endpoint())) {
      s3.createBucket(b -> b.bucket("hidden"));
      for (SealedBy mode : SealedBy.values()) {
        everyWay(s3, mode);
      }
      log = server.log() + Files.readString(access) + metrics(server);
    }
    List<Path> telling = new ArrayList<>();
    int files = 0;
    try (Stream<Path> paths = Files.walk(data)) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        files++;
        if (TELLING.stream().anyMatch(text -> contains(file, text))) {
          telling.add(file);
        }
      }
    }
    assertTrue(files > 5, "only " + files + " files were looked at");
    assertEquals(List.of(), telling);
    for (String text : TELLING) {
      assertTrue(!log.contains(text), () -> "the log tells " + text);
    }
    assertTrue(!log.contains(Server.SECRET_KEY), "the log tells the secret access key");
  }

  private static final List<String> TELLING =
      List.of(
          MARK,
          Base64.getEncoder()
              .encodeToString(MARK.getBytes(StandardCharsets.US_ASCII))
              .substring(0, 16),
          HexFormat.of().formatHex(MARK.getBytes(StandardCharsets.US_ASCII)),
          new String(SealedBy.CUSTOMER_KEY, StandardCharsets.US_ASCII),
          SealedBy.CUSTOMER_KEY_TEXT,
          SealedBy.customerMd5());

  private static void everyWay(S3Client s3, SealedBy mode) {
    for (int size : new int[] {100, 50_000, 70_000, 1_000_000}) {
      s3.putObject(
          b ->
              mode.on(
                  b.bucket("hidden")
                      .key(mode + "-" + size)
                      .metadata(Map.of("note", MARK + "-META"))
                      .contentType("text/" + MARK)
                      .tagging("tag=" + MARK + "-TAG")),
          RequestBody.fromString(marked(size)));
      String back =
          s3.getObjectAsBytes(b -> mode.on(b.bucket("hidden").key(mode + "-" + size)))
              .asUtf8String();
      assertEquals(marked(size), back);
    }
    for (SealedBy target : SealedBy.values()) {
      s3.copyObject(b ->
          target.on(
              mode.from(
                  b.sourceBucket("hidden")
                      .sourceKey(mode + "-70000")
                      .destinationBucket("hidden")
                      .destinationKey("copy-" + mode + "-" + target))));
    }
    multipart(s3, mode);
    S3Exception refused =
        org.junit.jupiter.api.Assertions.assertThrows(
            S3Exception.class,
            () ->
                s3.putObject(
                    b ->
                        b.bucket("hidden")
                            .key("refused")
                            .sseCustomerAlgorithm("AES256")
                            .sseCustomerKey(SealedBy.CUSTOMER_KEY_TEXT)
                            .sseCustomerKeyMD5("AAAAAAAAAAAAAAAAAAAAAA=="),
                    RequestBody.fromString("x")));
    assertTrue(!refused.getMessage().contains(SealedBy.CUSTOMER_KEY_TEXT), refused::getMessage);
  }

  private static String metrics(Server server) throws Exception {
    try (java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient()) {
      return client
          .send(
              java.net.http.HttpRequest.newBuilder(server.admin("/metrics")).build(),
              java.net.http.HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private static void multipart(S3Client s3, SealedBy mode) {
    String upload =
        s3.createMultipartUpload(
                b -> mode.on(b.bucket("hidden").key("parts" + mode).metadata(Map.of("note", MARK))))
            .uploadId();
    String etag =
        s3.uploadPart(
                b -> mode.on(b.bucket("hidden").key("parts" + mode).uploadId(upload).partNumber(1)),
                RequestBody.fromString(marked(200_000)))
            .eTag();
    s3.completeMultipartUpload(b ->
        b.bucket("hidden")
            .key("parts" + mode)
            .uploadId(upload)
            .multipartUpload(
                m -> m.parts(CompletedPart.builder().partNumber(1).eTag(etag).build())));
    s3.createMultipartUpload(
        b -> mode.on(b.bucket("hidden").key("unfinished").metadata(Map.of("n", MARK))));
  }

  @Test
  void a_changed_byte_is_refused_and_never_returned() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    Path data = folder.resolve("data");
    byte[] content = marked(300_000).getBytes(StandardCharsets.UTF_8);
    try (Server server = Server.start(distribution, data);
        S3Client s3 = Sdk.client(server.endpoint())) {
      s3.createBucket(b -> b.bucket("tampered"));
      s3.putObject(b -> b.bucket("tampered").key("k"), RequestBody.fromBytes(content));
      Path blob = onlyBlob(data);
      byte[] sealed = Files.readAllBytes(blob);
      byte[] changed = sealed.clone();
      changed[200_000] ^= 1;
      Files.setPosixFilePermissions(
          blob, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
      Files.write(blob, changed);
      // Before the changed segment everything is as it was; from it on nothing comes.
      assertArrayEquals(
          java.util.Arrays.copyOf(content, 1000),
          s3.getObjectAsBytes(b -> b.bucket("tampered").key("k").range("bytes=0-999"))
              .asByteArray());
      S3Exception refused =
          org.junit.jupiter.api.Assertions.assertThrows(
              S3Exception.class,
              () ->
                  s3.getObjectAsBytes(
                      b -> b.bucket("tampered").key("k").range("bytes=199000-199999")));
      assertEquals(500, refused.statusCode());
      org.junit.jupiter.api.Assertions.assertThrows(
          software.amazon.awssdk.core.exception.SdkException.class,
          () -> s3.getObjectAsBytes(b -> b.bucket("tampered").key("k")));
      Files.write(blob, sealed);
      assertArrayEquals(
          content, s3.getObjectAsBytes(b -> b.bucket("tampered").key("k")).asByteArray());
    }
  }

  private static Path onlyBlob(Path data) throws IOException {
    try (Stream<Path> paths = Files.walk(data.resolve("blobs"))) {
      List<Path> blobs =
          paths
              .filter(Files::isRegularFile)
              .filter(p -> p.getFileName().toString().matches("[0-9a-f]{32}"))
              .toList();
      assertEquals(1, blobs.size());
      return blobs.getFirst();
    }
  }

  private static String marked(int size) {
    return MARK.repeat(size / MARK.length() + 1).substring(0, size);
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
