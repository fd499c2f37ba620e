package io.cofre.core.s3.operation;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.model.Content;
import java.io.InputStream;
import java.util.Optional;

/// Content that comes from another object.
///
/// @param body its bytes
/// @param length how many
/// @param algorithm the checksum to compute
record CopiedContent(InputStream body, long length, ChecksumAlgorithm algorithm)
    implements Content {

  @Override
  public Optional<Checksum> claimed() {
    return Optional.empty();
  }

  @Override
  public Optional<byte[]> claimedMd5() {
    return Optional.empty();
  }
}
