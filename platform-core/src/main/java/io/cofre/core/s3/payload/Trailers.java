package io.cofre.core.s3.payload;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/// What follows the last chunk: the announced checksum, and a signature where chunks are signed.
final class Trailers implements Ending {
  private static final String SIGNATURE = "x-amz-trailer-signature";

  /// What was read so far.
  private record Found(Optional<Checksum> checksum, Optional<String> signature) {}

  private final Claims claims;
  private final Chain chain;
  private Found found = new Found(Optional.empty(), Optional.empty());
  private String canonical = "";

  Trailers(Claims claims, Chain chain) {
    this.claims = claims;
    this.chain = chain;
  }

  @Override
  public Optional<Checksum> checksum() {
    return found.checksum();
  }

  @Override
  public void read(FrameLines lines) throws IOException {
    for (String line = lines.trailer(); !line.isEmpty(); line = lines.trailer()) {
      take(line);
    }
    if (found.checksum().isPresent() != claims.trailer().isPresent()
        || found.signature().isPresent() != chain.signed()) {
      throw malformed();
    }
    found.signature().ifPresent(value -> chain.endTrailers(canonical, value));
  }

  private void take(String line) {
    int colon = line.indexOf(':');
    if (colon < 1 || found.signature().isPresent()) { // the signature is the last
      throw malformed();
    }
    String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
    String value = line.substring(colon + 1).strip();
    if (name.equals(SIGNATURE) && chain.signed()) {
      found = new Found(found.checksum(), Optional.of(value));
      return;
    }
    ChecksumAlgorithm algorithm =
        claims
            .trailer()
            .filter(expected -> found.checksum().isEmpty())
            .filter(expected -> name.equals(ChecksumHeader.name(expected)))
            .orElseThrow(Trailers::malformed);
    found = new Found(Optional.of(ChecksumHeader.trailer(algorithm, value)), found.signature());
    canonical = name + ":" + value + "\n";
  }

  private static S3Failure malformed() {
    return new S3Failure(S3Error.MALFORMED_TRAILER);
  }
}
