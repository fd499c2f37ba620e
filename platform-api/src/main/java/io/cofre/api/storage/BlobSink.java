package io.cofre.api.storage;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Takes the bytes of a blob that is being written.
///
/// @since 0.1
@FunctionalInterface
public interface BlobSink {

  /// Take all bytes between position and limit; the buffer is the caller's again on return.
  void write(ByteBuffer bytes) throws IOException;
}
