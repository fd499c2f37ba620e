package io.cofre.core.s3.payload;

import io.cofre.core.checksum.Checksum;
import java.io.IOException;
import java.util.Optional;

/// What follows the last chunk of a body.
sealed interface Ending permits Ending.Bare, Trailers {

  /// Read it, with the empty line that ends it.
  void read(FrameLines lines) throws IOException;

  /// The checksum that stood in it.
  Optional<Checksum> checksum();

  /// Nothing but an empty line.
  record Bare() implements Ending {
    @Override
    public void read(FrameLines lines) throws IOException {
      lines.end();
    }

    @Override
    public Optional<Checksum> checksum() {
      return Optional.empty();
    }
  }
}
