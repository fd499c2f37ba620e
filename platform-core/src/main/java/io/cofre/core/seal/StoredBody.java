package io.cofre.core.seal;

import io.cofre.api.cipher.NotAuthentic;
import io.cofre.api.storage.Blob;
import io.cofre.api.storage.BlobRange;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A stored body whose record says how long it is: missing bytes, and bytes behind its end, count
/// as not authentic.
record StoredBody(SealedSource source, long length) {

  Blob open(BlobRange range) throws IOException {
    try {
      Blob blob = source.read(range);
      if (blob.size() != length) {
        blob.close();
        throw new NotAuthentic();
      }
      return blob;
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
