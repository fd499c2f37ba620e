package io.cofre.core.s3.payload;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/// What follows the last chunk: the announced checksum, and a signature where chunks are signed.
final class Trailers {
  private static final String SIGNATURE = "x-amz-trailer-signature";

  private final Optional<ChecksumAlgorithm> announced;
  private final Chain chain;
  private Optional<Checksum> checksum = Optional.empty();
  private Optional<String> signature = Optional.empty();
  private String canonical = "";

  Trailers(Optional<ChecksumAlgorithm> announced, Chain chain) {
    this.announced = announced;
    this.chain = chain;
  }

  /// The checksum, once the trailers were read.
  Optional<Checksum> checksum() {
    return checksum;
  }

  /// Read the trailers and the empty line after them.
  void read(FrameLines lines) throws IOException {
    for (String line = lines.trailer(); !line.isEmpty(); line = lines.trailer()) {
      take(line);
    }
    if (checksum.isPresent() != announced.isPresent() || signature.isPresent() != chain.signed()) {
      throw malformed();
    }
    signature.ifPresent(value -> chain.endTrailers(canonical, value));
  }

  private void take(String line) {
    int colon = line.indexOf(':');
    if (colon < 1 || signature.isPresent()) { // the signature is the last
      throw malformed();
    }
    String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
    String value = line.substring(colon + 1).strip();
    if (name.equals(SIGNATURE) && chain.signed()) {
      signature = Optional.of(value);
      return;
    }
    ChecksumAlgorithm algorithm =
        announced
            .filter(expected -> checksum.isEmpty() && name.equals(ChecksumHeader.name(expected)))
            .orElseThrow(Trailers::malformed);
    checksum = Optional.of(ChecksumHeader.trailer(algorithm, value));
    canonical = name + ":" + value + "\n";
  }

  private static S3Failure malformed() {
    return new S3Failure(S3Error.MALFORMED_TRAILER);
  }
}
