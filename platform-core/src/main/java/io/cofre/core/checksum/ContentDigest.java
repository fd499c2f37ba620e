package io.cofre.core.checksum;

import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// Computes the MD5 of a content and some checksums, in one pass, by one thread at a time.
public final class ContentDigest {
  private final MessageDigest md5 = RunningChecksum.digest("MD5");
  private final Map<ChecksumAlgorithm, RunningChecksum> running =
      new EnumMap<>(ChecksumAlgorithm.class);

  /// Begin.
  ///
  /// @param algorithms the checksums to compute beside the MD5, may be empty
  public ContentDigest(Set<ChecksumAlgorithm> algorithms) {
    algorithms.forEach(algorithm -> running.put(algorithm, RunningChecksum.of(algorithm)));
  }

  /// Take more content.
  public void update(byte[] bytes, int offset, int length) {
    md5.update(bytes, offset, length);
    running.values().forEach(one -> one.update(bytes, offset, length));
  }

  /// End, and return what was computed; to be called once.
  public Digests finish() {
    Map<ChecksumAlgorithm, Checksum> sums = new EnumMap<>(ChecksumAlgorithm.class);
    running.forEach((algorithm, one) ->
        sums.put(algorithm, new Checksum(algorithm, Checksum.Type.FULL_OBJECT, one.value())));
    return new Digests(md5.digest(), sums);
  }
}
