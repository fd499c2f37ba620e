package io.cofre.core.seal;

import io.cofre.api.storage.BlobSink;
import java.io.IOException;
import java.io.InputStream;

/// Seals and opens bodies in the format their layout names. Thread-safe.
public final class SealedBodies {

  /// The layout for new bodies: newest format, default cipher and segment size.
  public Layout layout() {
    throw new UnsupportedOperationException();
  }

  /// The length of the sealed body for a plaintext length.
  public long sealedLength(Layout layout, long plainLength) {
    throw new UnsupportedOperationException();
  }

  /// Seal a plaintext into a sink: reads it to its end, in steps of a segment.
  ///
  /// @return the length of the plaintext in bytes
  public long seal(ObjectKey key, BodyRef body, InputStream plain, PlainTap tap, BlobSink sink)
      throws IOException {
    throw new UnsupportedOperationException();
  }

  /// Open a range of the plaintext. Reads the header and the segments that the range touches, and
  /// no others; each segment's tag is verified before a byte of it comes out, and a body whose
  /// stored length does not fit the plaintext's is refused. The key must stay open until the stream
  /// is closed. `transferTo` writes opened segments without another copy.
  ///
  /// Reading fails with [io.cofre.api.cipher.NotAuthentic].
  ///
  /// @param plainLength the length of the whole plaintext
  /// @param offset where the range begins
  /// @param length how long it is; the range lies within the plaintext
  public InputStream open(
      ObjectKey key, BodyRef body, SealedSource source, long plainLength, long offset, long length)
      throws IOException {
    throw new UnsupportedOperationException();
  }
}
