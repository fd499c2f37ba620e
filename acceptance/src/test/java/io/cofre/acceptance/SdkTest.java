package io.cofre.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;

/// The AWS SDK for Java, over HTTP and HTTPS.
class SdkTest {
  @TempDir Path folder;

  @Test
  void over_http_with_signed_chunks() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    try (Server server = Server.start(distribution, folder.resolve("data"));
        S3Client s3 = Sdk.client(server.endpoint())) {
      exercise(s3);
    }
  }

  @Test
  void over_https_with_unsigned_trailers() throws Exception {
    Distribution distribution = Distribution.unpack(folder.resolve("dist"));
    Certificates certificates = Certificates.make(folder);
    Path config = folder.resolve("cofre.yaml");
    Files.writeString(
        config,
        """
        listeners:
          s3:
            protocol: s3
            tls:
              cert: %s
              key: %s
          admin:
            protocol: admin
        """
            .formatted(certificates.certificate(), certificates.key()));
    try (Server server =
            Server.startTls(distribution, folder.resolve("data"), "--config", config.toString());
        S3Client s3 = Sdk.trusting(server.endpoint(), certificates.store())) {
      exercise(s3);
    }
  }

  private void exercise(S3Client s3) {
    s3.createBucket(b -> b.bucket("sdk"));
    puts_and_gets(s3);
    conditions(s3);
    checksums(s3);
    multipart(s3);
    copies_and_tags(s3);
    lists_and_deletes(s3);
    s3.deleteBucket(b -> b.bucket("sdk"));
    assertTrue(s3.listBuckets().buckets().isEmpty());
  }

  private static byte[] bytes(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] get(S3Client s3, String key) {
    return s3.getObjectAsBytes(b -> b.bucket("sdk").key(key)).asByteArray();
  }

  private void puts_and_gets(S3Client s3) {
    for (int size : new int[] {0, 1, 4096, 65_479, 65_480, 65_481, 131_000, 3_000_000}) {
      byte[] content = bytes(size, size);
      String key = "sizes/%d ü €".formatted(size);
      var put =
          s3.putObject(
              b -> b.bucket("sdk").key(key).metadata(Map.of("colour", "blue")).contentType("x/y"),
              RequestBody.fromBytes(content));
      assertEquals(ServerSideEncryption.AES256, put.serverSideEncryption());
      assertArrayEquals(content, get(s3, key));
      var head = s3.headObject(b -> b.bucket("sdk").key(key));
      assertEquals(size, head.contentLength());
      assertEquals("x/y", head.contentType());
      assertEquals(Map.of("colour", "blue"), head.metadata());
      if (size > 10) {
        byte[] range =
            s3.getObjectAsBytes(b -> b.bucket("sdk").key(key).range("bytes=5-" + (size - 3)))
                .asByteArray();
        assertArrayEquals(Arrays.copyOfRange(content, 5, size - 2), range);
      }
    }
    assertThrows(NoSuchKeyException.class, () -> get(s3, "nothing"));
  }

  private void conditions(S3Client s3) {
    s3.putObject(b -> b.bucket("sdk").key("once").ifNoneMatch("*"), RequestBody.fromString("1"));
    S3Exception refused =
        assertThrows(
            S3Exception.class,
            () ->
                s3.putObject(
                    b -> b.bucket("sdk").key("once").ifNoneMatch("*"),
                    RequestBody.fromString("2")));
    assertEquals(412, refused.statusCode());
    assertEquals("1", new String(get(s3, "once"), java.nio.charset.StandardCharsets.UTF_8));
  }

  private void checksums(S3Client s3) {
    for (ChecksumAlgorithm algorithm :
        List.of(
            ChecksumAlgorithm.CRC32,
            ChecksumAlgorithm.CRC32_C,
            ChecksumAlgorithm.SHA1,
            ChecksumAlgorithm.SHA256)) {
      s3.putObject(
          b -> b.bucket("sdk").key("sum").checksumAlgorithm(algorithm),
          RequestBody.fromBytes(bytes(100_000, 9)));
      // The SDK verifies the answered checksum against what it reads.
      assertEquals(
          100_000,
          s3.getObjectAsBytes(b -> b.bucket("sdk").key("sum").checksumMode(ChecksumMode.ENABLED))
              .asByteArray()
              .length);
    }
  }

  private void multipart(S3Client s3) {
    byte[] content = bytes((5 << 20) + 123_456, 7);
    String upload = s3.createMultipartUpload(b -> b.bucket("sdk").key("parts")).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    int[] borders = {0, 5 << 20, content.length};
    for (int i = 1; i <= 2; i++) {
      int number = i;
      byte[] part = Arrays.copyOfRange(content, borders[i - 1], borders[i]);
      String etag =
          s3.uploadPart(
                  b -> b.bucket("sdk").key("parts").uploadId(upload).partNumber(number),
                  RequestBody.fromBytes(part))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    }
    assertEquals(
        2, s3.listParts(b -> b.bucket("sdk").key("parts").uploadId(upload)).parts().size());
    s3.completeMultipartUpload(
        b -> b.bucket("sdk").key("parts").uploadId(upload).multipartUpload(m -> m.parts(parts)));
    assertArrayEquals(content, get(s3, "parts"));
    byte[] across =
        s3.getObjectAsBytes(b -> b.bucket("sdk").key("parts").range("bytes=5242870-5242900"))
            .asByteArray();
    assertArrayEquals(Arrays.copyOfRange(content, 5_242_870, 5_242_901), across);
    assertTrue(s3.listMultipartUploads(b -> b.bucket("sdk")).uploads().isEmpty());
  }

  private void copies_and_tags(S3Client s3) {
    s3.copyObject(b ->
        b.sourceBucket("sdk")
            .sourceKey("parts")
            .destinationBucket("sdk")
            .destinationKey("copied")
            .metadataDirective(MetadataDirective.REPLACE)
            .metadata(Map.of("new", "yes")));
    assertArrayEquals(get(s3, "parts"), get(s3, "copied"));
    assertEquals(
        Map.of("new", "yes"), s3.headObject(b -> b.bucket("sdk").key("copied")).metadata());
    Tag tag = Tag.builder().key("team").value("storage / keys").build();
    s3.putObjectTagging(b -> b.bucket("sdk").key("copied").tagging(t -> t.tagSet(tag)));
    assertEquals(List.of(tag), s3.getObjectTagging(b -> b.bucket("sdk").key("copied")).tagSet());
    s3.deleteObjectTagging(b -> b.bucket("sdk").key("copied"));
    assertTrue(s3.getObjectTagging(b -> b.bucket("sdk").key("copied")).tagSet().isEmpty());
  }

  private void lists_and_deletes(S3Client s3) {
    var rolled = s3.listObjectsV2(b -> b.bucket("sdk").delimiter("/"));
    assertEquals("sizes/", rolled.commonPrefixes().getFirst().prefix());
    List<String> keys =
        s3.listObjectsV2Paginator(b -> b.bucket("sdk").maxKeys(3)).contents().stream()
            .map(S3Object::key)
            .toList();
    assertEquals(keys.stream().sorted().toList(), keys);
    var deleted =
        s3.deleteObjects(b ->
            b.bucket("sdk")
                .delete(
                    Delete.builder()
                        .objects(
                            keys.stream()
                                .map(k -> ObjectIdentifier.builder().key(k).build())
                                .toList())
                        .build()));
    assertEquals(keys.size(), deleted.deleted().size());
    assertTrue(s3.listObjects(b -> b.bucket("sdk")).contents().isEmpty());
  }
}
