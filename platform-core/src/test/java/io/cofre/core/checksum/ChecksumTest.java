package io.cofre.core.checksum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.core.checksum.PartSums.Part;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Checksums are those that S3 clients compute, and those of parts give that of the whole.
class ChecksumTest {
  private static final byte[] CHECK = "123456789".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @CsvSource({
    "CRC32, cbf43926",
    "CRC32C, e3069283",
    "CRC64NVME, ae8b14860a799888",
    "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
    "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"
  })
  void publishedCheckValues(ChecksumAlgorithm algorithm, String expected) {
    Digests digests = digest(CHECK, algorithm);
    assertEquals(
        expected, HexFormat.of().formatHex(digests.checksum(algorithm).orElseThrow().value()));
    assertEquals("25f9e794323b453885f5181f1b624d0b", HexFormat.of().formatHex(digests.md5()));
  }

  @Test
  void nothingHasTheChecksumThatAmazonPublishes() {
    assertEquals("AAAAAAAAAAA=", base64(digest(new byte[0], ChecksumAlgorithm.CRC64NVME)));
    // 32 zero bytes: the test vector of the NVM Express specification
    assertEquals("cf3473434d4ecf3b", hex(digest(new byte[32], ChecksumAlgorithm.CRC64NVME)));
    byte[] ones = new byte[32];
    Arrays.fill(ones, (byte) 0xff);
    assertEquals("a0a06974c34d63c4", hex(digest(ones, ChecksumAlgorithm.CRC64NVME)));
  }

  private static String base64(Digests digests) {
    return Base64.getEncoder().encodeToString(only(digests));
  }

  private static String hex(Digests digests) {
    return HexFormat.of().formatHex(only(digests));
  }

  private static byte[] only(Digests digests) {
    return digests.checksums().values().iterator().next().value();
  }

  @Test
  void slicesAgreeWithBitByBit() {
    Random random = new Random(1);
    for (int round = 0; round < 300; round++) {
      byte[] bytes = new byte[random.nextInt(400)];
      random.nextBytes(bytes);
      Crc64Nvme fast = new Crc64Nvme();
      int cut = random.nextInt(bytes.length + 1);
      fast.update(bytes, 0, cut);
      for (int i = cut; i < Math.min(cut + 3, bytes.length); i++) {
        fast.update(bytes[i]);
      }
      int rest = Math.min(cut + 3, bytes.length);
      fast.update(bytes, rest, bytes.length - rest);
      assertEquals(slow(bytes), fast.getValue());
    }
  }

  private static long slow(byte[] bytes) {
    long crc = ~0L;
    for (byte b : bytes) {
      crc ^= b & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x9A6C9329AC4BC9B5L;
      }
    }
    return ~crc;
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "CRC32C", "CRC64NVME"})
  void partsGiveTheWhole(ChecksumAlgorithm algorithm) {
    Random random = new Random(2);
    for (int round = 0; round < 200; round++) {
      byte[] whole = new byte[random.nextInt(5000)];
      random.nextBytes(whole);
      List<Part> parts = new ArrayList<>();
      for (int at = 0; at < whole.length || parts.isEmpty(); ) {
        int length = Math.min(random.nextInt(2000), whole.length - at);
        parts.add(part(Arrays.copyOfRange(whole, at, at + length), algorithm));
        at += length;
      }
      assertEquals(
          digest(whole, algorithm).checksum(algorithm).orElseThrow(),
          PartSums.full(algorithm, parts));
    }
  }

  @Test
  void lengthsBeyondMemoryCombineByAssociativity() {
    Checksum any =
        digest(CHECK, ChecksumAlgorithm.CRC64NVME).checksums().values().iterator().next();
    long huge = (5L << 40) + 12345;
    Part a = new Part(any, huge);
    Checksum ab = PartSums.full(ChecksumAlgorithm.CRC64NVME, List.of(a, a));
    Checksum bc = PartSums.full(ChecksumAlgorithm.CRC64NVME, List.of(a, a));
    assertEquals(
        PartSums.full(ChecksumAlgorithm.CRC64NVME, List.of(new Part(ab, 2 * huge), a)),
        PartSums.full(ChecksumAlgorithm.CRC64NVME, List.of(a, new Part(bc, 2 * huge))));
  }

  @ParameterizedTest
  @EnumSource(ChecksumAlgorithm.class)
  void compositeIsTheChecksumOfTheChecksums(ChecksumAlgorithm algorithm) {
    Part one = part(CHECK, algorithm);
    Part two = part(new byte[100], algorithm);
    byte[] both = new byte[2 * algorithm.bytes()];
    System.arraycopy(one.checksum().value(), 0, both, 0, algorithm.bytes());
    System.arraycopy(two.checksum().value(), 0, both, algorithm.bytes(), algorithm.bytes());
    Checksum composite = PartSums.composite(algorithm, List.of(one, two));
    assertEquals(Checksum.Type.COMPOSITE, composite.type());
    assertArrayEquals(
        digest(both, algorithm).checksum(algorithm).orElseThrow().value(), composite.value());
  }

  @Test
  void hashesOfPartsGiveNoWhole() {
    Part part = part(CHECK, ChecksumAlgorithm.SHA256);
    assertThrows(
        IllegalArgumentException.class,
        () -> PartSums.full(ChecksumAlgorithm.SHA256, List.of(part)));
    assertThrows(
        IllegalArgumentException.class,
        () -> PartSums.full(ChecksumAlgorithm.CRC32, List.of(part)));
  }

  @Test
  void severalAtOnce() throws Exception {
    byte[] content = new byte[70_000];
    new Random(3).nextBytes(content);
    ContentDigest digest = new ContentDigest(EnumSet.allOf(ChecksumAlgorithm.class));
    digest.update(content, 0, 1);
    digest.update(content, 1, content.length - 1);
    Digests digests = digest.finish();
    assertArrayEquals(MessageDigest.getInstance("MD5").digest(content), digests.md5());
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      assertEquals(digest(content, algorithm).checksum(algorithm), digests.checksum(algorithm));
    }
  }

  private static Part part(byte[] content, ChecksumAlgorithm algorithm) {
    return new Part(digest(content, algorithm).checksum(algorithm).orElseThrow(), content.length);
  }

  private static Digests digest(byte[] content, ChecksumAlgorithm algorithm) {
    ContentDigest digest = new ContentDigest(Set.of(algorithm));
    digest.update(content, 0, content.length);
    return digest.finish();
  }
}
