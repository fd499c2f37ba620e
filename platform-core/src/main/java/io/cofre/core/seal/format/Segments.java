package io.cofre.core.seal.format;

import java.nio.ByteBuffer;

/// The segments of one body under its own key, for one thread.
public interface Segments extends AutoCloseable {

  /// A fresh view of the header that stands before the first segment.
  ByteBuffer header();

  /// Seal the next segment; indices start at 0 and follow each other.
  ///
  /// @param last whether no segment follows
  /// @throws IllegalStateException if the index is not the next one, which would repeat a nonce
  void seal(long index, boolean last, ByteBuffer plain, ByteBuffer sealed);

  /// Open any segment.
  ///
  /// @param last whether the body ends with it
  /// @throws io.cofre.api.cipher.NotAuthentic if it is not that segment of this body
  void open(long index, boolean last, ByteBuffer sealed, ByteBuffer plain);

  /// Wipe the segment key; idempotent.
  @Override
  void close();
}
