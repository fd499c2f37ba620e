package io.cofre.corpus;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.model.Content;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;
import java.util.Random;

/// Content of an array.
record Sample(InputStream body, long length, ChecksumAlgorithm algorithm) implements Content {

  /// Content of a length that looks random, and differs from other content.
  static Sample of(int length, ChecksumAlgorithm algorithm, int seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return new Sample(new ByteArrayInputStream(bytes), length, algorithm);
  }

  @Override
  public Optional<Checksum> claimed() {
    return Optional.empty();
  }

  @Override
  public Optional<byte[]> claimedMd5() {
    return Optional.empty();
  }
}
