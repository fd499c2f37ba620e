package io.cofre.core.checksum;

import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/// What was computed of one content.
///
/// @param md5 its MD5, 16 bytes
/// @param checksums its checksums, by algorithm
public record Digests(byte[] md5, Map<ChecksumAlgorithm, Checksum> checksums) {

  /// Copies both, and checks the length.
  public Digests {
    if (md5.length != 16) {
      throw new IllegalArgumentException("an MD5 has 16 bytes");
    }
    md5 = md5.clone();
    checksums = Map.copyOf(checksums);
  }

  @Override
  public byte[] md5() {
    return md5.clone();
  }

  /// Find the checksum of an algorithm, if it was computed.
  public Optional<Checksum> checksum(ChecksumAlgorithm algorithm) {
    return Optional.ofNullable(checksums.get(algorithm));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Digests that
        && MessageDigest.isEqual(md5, that.md5)
        && checksums.equals(that.checksums);
  }

  @Override
  public int hashCode() {
    return checksums.hashCode();
  }

  @Override
  public String toString() {
    return "Digests[" + checksums.keySet() + "]"; // the values are a clue to the content
  }
}
