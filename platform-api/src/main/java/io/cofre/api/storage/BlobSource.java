package io.cofre.api.storage;

import java.io.IOException;

/// Produces the content of a blob.
///
/// @since 0.1
@FunctionalInterface
public interface BlobSource {

  /// Write the whole content to a sink, on the calling thread, and return.
  void writeTo(BlobSink sink) throws IOException;
}
