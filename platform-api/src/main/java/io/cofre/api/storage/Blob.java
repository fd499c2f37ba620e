package io.cofre.api.storage;

import java.io.IOException;
import java.nio.ByteBuffer;

/// An open range of a blob, read from its beginning to its end by one thread.
///
/// @since 0.1
public interface Blob extends AutoCloseable {

  /// The length of the whole blob in bytes, whatever the range.
  long size() throws IOException;

  /// Read until the buffer is full or the range ends.
  ///
  /// @return how many bytes were read, 0 only at the end of the range or for a full buffer
  /// @throws java.io.EOFException if the blob ends before the range does
  int read(ByteBuffer into) throws IOException;

  @Override
  void close() throws IOException;
}
