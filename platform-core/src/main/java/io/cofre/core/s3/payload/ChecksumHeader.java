package io.cofre.core.s3.payload;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The headers `x-amz-checksum-*` and their values.
final class ChecksumHeader {
  static final String PREFIX = "x-amz-checksum-";

  /// Headers of that prefix which hold no checksum.
  private static final Set<String> OTHERS =
      Set.of(PREFIX + "algorithm", PREFIX + "mode", PREFIX + "type");

  private ChecksumHeader() {}

  static boolean holdsValue(String name) {
    return name.startsWith(PREFIX) && !OTHERS.contains(name);
  }

  /// The algorithm that a header is for.
  static Optional<ChecksumAlgorithm> algorithm(String header) {
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      if (header.equals(name(algorithm))) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  static String name(ChecksumAlgorithm algorithm) {
    return PREFIX + algorithm.name().toLowerCase(Locale.ROOT);
  }

  static Checksum header(ChecksumAlgorithm algorithm, String value) {
    return checksum(algorithm, value, "header");
  }

  static Checksum trailer(ChecksumAlgorithm algorithm, String value) {
    return checksum(algorithm, value, "trailing header");
  }

  /// Read Base64 of so many bytes, padded.
  static Optional<byte[]> decode(String base64, int bytes) {
    try {
      byte[] value = Base64.getDecoder().decode(base64);
      return value.length == bytes && base64.length() == (bytes + 2) / 3 * 4
          ? Optional.of(value)
          : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static Checksum checksum(ChecksumAlgorithm algorithm, String value, String where) {
    byte[] bytes =
        decode(value, algorithm.bytes())
            .orElseThrow(() ->
                new S3Failure(
                    S3Error.INVALID_REQUEST,
                    "Value for %s %s is invalid.".formatted(name(algorithm), where)));
    return new Checksum(algorithm, Checksum.Type.FULL_OBJECT, bytes);
  }
}
