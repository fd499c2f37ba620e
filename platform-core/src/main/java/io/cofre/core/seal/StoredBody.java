package io.cofre.core.seal;

import io.cofre.api.cipher.NotAuthentic;
import io.cofre.api.storage.Blob;
import io.cofre.api.storage.BlobRange;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A stored body whose missing bytes count as not authentic: its record says how long it is.
record StoredBody(SealedSource source) {

  Blob open(BlobRange range) throws IOException {
    try {
      return source.read(range);
    } catch (EOFException _) {
      throw new NotAuthentic();
    }
  }

  /// Read exactly what the buffer has room for.
  static void fill(Blob blob, ByteBuffer into) throws IOException {
    try {
      int read = 1;
      while (into.hasRemaining() && read > 0) {
        read = blob.read(into);
      }
    } catch (EOFException _) {
      throw new NotAuthentic();
    }
    if (into.hasRemaining()) {
      throw new NotAuthentic();
    }
  }
}
