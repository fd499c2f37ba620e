package io.cofre.core.checksum;

import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// Computes the MD5 of a content and some checksums, in one pass, by one thread at a time; or by
/// two, one of which takes it for the MD5 and the other for the checksums.
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
    updateMd5(bytes, offset, length);
    updateChecksums(bytes, offset, length);
  }

  /// Take more content for the MD5 alone.
  public void updateMd5(byte[] bytes, int offset, int length) {
    md5.update(bytes, offset, length);
  }

  /// Take more content for the checksums alone.
  public void updateChecksums(byte[] bytes, int offset, int length) {
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
