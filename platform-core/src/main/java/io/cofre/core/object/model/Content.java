package io.cofre.core.object.model;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import java.io.InputStream;
import java.util.Optional;

/// Content on its way in, read once from its beginning to its end by one thread.
public interface Content {

  /// The plaintext. Reading fails with an exception when what arrives is not what was announced or
  /// signed, at the latest where the end should be.
  InputStream body();

  /// How many bytes [#body()] yields, negative when only its end will tell.
  long length();

  /// The checksum to compute and keep.
  ChecksumAlgorithm algorithm();

  /// The checksum the sender claims; asked only after the body was read to its end, for it may come
  /// in a trailer.
  Optional<Checksum> claimed();

  /// The MD5 the sender claims (`Content-MD5`), 16 bytes.
  Optional<byte[]> claimedMd5();
}
