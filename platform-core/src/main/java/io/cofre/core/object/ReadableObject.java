package io.cofre.core.object;

import io.cofre.core.object.model.ObjectInfo;
import java.io.IOException;
import java.io.InputStream;

/// An object open for reading, by one thread.
public interface ReadableObject extends AutoCloseable {

  /// What is known of it, parts included.
  ObjectInfo info();

  /// Open a range of the plaintext; decrypts only the segments it touches.
  ///
  /// `transferTo` hands each opened segment to the target without another copy. Reading fails with
  /// `DAMAGED` where a segment does not verify, before any of its bytes come out.
  ///
  /// @param offset from 0, at most the size
  /// @param length within the size
  InputStream stream(long offset, long length) throws IOException;

  @Override
  void close();
}
