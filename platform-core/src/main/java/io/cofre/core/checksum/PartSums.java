package io.cofre.core.checksum;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/// Makes what S3 says of a whole out of what is known of its parts.
///
/// Source: "Checking object integrity" in the Amazon S3 User Guide.
public final class PartSums {

  /// What is known of one part.
  ///
  /// @param checksum over the whole part
  /// @param length of the part in bytes
  public record Part(Checksum checksum, long length) {}

  private PartSums() {}

  /// Hash the concatenated MD5s of the parts: the digits of a multipart object's entity tag.
  ///
  /// @param md5s one per part, in order
  public static byte[] md5OfMd5s(List<byte[]> md5s) {
    MessageDigest md5 = RunningChecksum.digest("MD5");
    md5s.forEach(md5::update);
    return md5.digest();
  }

  /// Compute the checksum of the whole content.
  ///
  /// @param parts in order, all of the given algorithm
  /// @throws IllegalArgumentException if the algorithm cannot do that, or a part has another
  public static Checksum full(ChecksumAlgorithm algorithm, List<Part> parts) {
    CrcPolynomial polynomial = polynomial(algorithm);
    long crc = 0;
    for (Part part : parts) {
      crc = polynomial.combine(crc, number(value(part, algorithm)), part.length());
    }
    byte[] all = ByteBuffer.allocate(8).putLong(crc).array();
    return new Checksum(
        algorithm, Checksum.Type.FULL_OBJECT, Arrays.copyOfRange(all, 8 - algorithm.bytes(), 8));
  }

  /// Compute the checksum of the concatenated checksums of the parts.
  ///
  /// @param parts in order, all of the given algorithm
  /// @throws IllegalArgumentException if a part has another algorithm
  public static Checksum composite(ChecksumAlgorithm algorithm, List<Part> parts) {
    RunningChecksum sum = RunningChecksum.of(algorithm);
    parts.forEach(part -> sum.update(value(part, algorithm), 0, algorithm.bytes()));
    return new Checksum(algorithm, Checksum.Type.COMPOSITE, sum.value());
  }

  private static byte[] value(Part part, ChecksumAlgorithm algorithm) {
    if (part.checksum().algorithm() != algorithm) {
      throw new IllegalArgumentException("a part has no " + algorithm);
    }
    return part.checksum().value();
  }

  private static CrcPolynomial polynomial(ChecksumAlgorithm algorithm) {
    return switch (algorithm) {
      case CRC32 -> CrcPolynomial.IEEE;
      case CRC32C -> CrcPolynomial.CASTAGNOLI;
      case CRC64NVME -> CrcPolynomial.NVME64;
      case SHA1, SHA256 ->
          throw new IllegalArgumentException(algorithm + " of parts gives none of the whole");
    };
  }

  private static long number(byte[] value) {
    long number = 0;
    for (byte b : value) {
      number = number << 8 | (b & 0xff);
    }
    return number;
  }
}
