package io.cofre.core.object;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.model.Content;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;
import java.util.Random;

/// Content of an array, for tests.
record Bytes(
    InputStream body,
    long length,
    ChecksumAlgorithm algorithm,
    Optional<Checksum> claimed,
    Optional<byte[]> claimedMd5)
    implements Content {

  static Bytes of(byte[] bytes) {
    return of(new ByteArrayInputStream(bytes), bytes.length);
  }

  static Bytes of(InputStream body, long length) {
    return new Bytes(body, length, ChecksumAlgorithm.CRC64NVME, Optional.empty(), Optional.empty());
  }

  Bytes with(ChecksumAlgorithm other) {
    return new Bytes(body, length, other, claimed, claimedMd5);
  }

  Bytes claiming(Checksum checksum) {
    return new Bytes(body, length, checksum.algorithm(), Optional.of(checksum), claimedMd5);
  }

  Bytes claimingMd5(byte[] md5) {
    return new Bytes(body, length, algorithm, claimed, Optional.of(md5));
  }

  static byte[] random(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
