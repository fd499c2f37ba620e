package io.cofre.acceptance;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// Writes keys of its own and knows what each may hold.
final class KillWriter {
  static final String BUCKET = "kill";
  private static final int KEYS = 8;

  /// What a key holds: nothing, or content that its seed and size determine, in one piece or in
  /// parts.
  private record Value(long seed, int size, boolean parts) {
    static final Value NOTHING = new Value(0, -1, false);

    byte[] bytes() {
      byte[] bytes = new byte[size];
      new Random(seed).nextBytes(bytes);
      return bytes;
    }

    /// Whether the body is a file of its own, which small ones are not.
    boolean blob() {
      return size > 65_536;
    }
  }

  private final String name;
  private final Random random;
  private final Map<String, List<Value>> possible = new HashMap<>();
  private long acknowledged;

  KillWriter(String name, long seed) {
    this.name = name;
    this.random = new Random(seed);
    for (int i = 0; i < KEYS; i++) {
      possible.put(name + "/" + i, List.of(Value.NOTHING));
    }
  }

  long acknowledged() {
    return acknowledged;
  }

  int blobs() {
    return (int) possible.values().stream().filter(v -> v.getFirst().blob()).count();
  }

  /// Write, overwrite and delete until the server is gone.
  void writeUntilItFails(S3Client s3) {
    while (true) {
      String key = name + "/" + random.nextInt(KEYS);
      Value before = possible.get(key).getFirst();
      Value after = next();
      possible.put(key, List.of(before, after));
      try {
        write(s3, key, after);
      } catch (SdkException e) {
        return; // killed in the middle: either value is right, and nothing else
      }
      possible.put(key, List.of(after));
      acknowledged++;
    }
  }

  private Value next() {
    int choice = random.nextInt(10);
    if (choice == 0) {
      return Value.NOTHING;
    }
    int size = choice < 6 ? random.nextInt(60_000) : 66_000 + random.nextInt(400_000);
    return new Value(random.nextLong(), size, choice == 9);
  }

  private static void write(S3Client s3, String key, Value value) {
    if (value.equals(Value.NOTHING)) {
      s3.deleteObject(b -> b.bucket(BUCKET).key(key));
    } else if (value.parts()) {
      String upload = s3.createMultipartUpload(b -> b.bucket(BUCKET).key(key)).uploadId();
      String etag =
          s3.uploadPart(
                  b -> b.bucket(BUCKET).key(key).uploadId(upload).partNumber(1),
                  RequestBody.fromBytes(value.bytes()))
              .eTag();
      CompletedPart part = CompletedPart.builder().partNumber(1).eTag(etag).build();
      s3.completeMultipartUpload(
          b -> b.bucket(BUCKET).key(key).uploadId(upload).multipartUpload(m -> m.parts(part)));
    } else {
      s3.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromBytes(value.bytes()));
    }
  }

  /// Check every key, settle on what it holds, and end uploads that the kill left open.
  void verify(S3Client s3) {
    possible.replaceAll((key, values) -> List.of(settle(s3, key, values)));
    for (var upload : s3.listMultipartUploads(b -> b.bucket(BUCKET).prefix(name + "/")).uploads()) {
      s3.abortMultipartUpload(b -> b.bucket(BUCKET).key(upload.key()).uploadId(upload.uploadId()));
    }
  }

  private static Value settle(S3Client s3, String key, List<Value> values) {
    Optional<byte[]> found = read(s3, key);
    List<Value> fitting = values.stream().filter(v -> fits(v, found)).toList();
    if (fitting.isEmpty()) {
      throw new AssertionError(
          key
              + " holds "
              + found.map(b -> b.length + " bytes").orElse("nothing")
              + ", not one of "
              + values);
    }
    return fitting.getFirst();
  }

  private static boolean fits(Value value, Optional<byte[]> found) {
    return value.equals(Value.NOTHING)
        ? found.isEmpty()
        : found.isPresent() && Arrays.equals(value.bytes(), found.get());
  }

  private static Optional<byte[]> read(S3Client s3, String key) {
    try {
      return Optional.of(s3.getObjectAsBytes(b -> b.bucket(BUCKET).key(key)).asByteArray());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }
}
