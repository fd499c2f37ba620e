package io.cofre.core.seal;

import io.cofre.api.storage.Blob;
import io.cofre.api.storage.BlobRange;
import java.io.EOFException;
import java.nio.ByteBuffer;

/// A sealed body in an array, which nobody changes meanwhile.
final class InlineSource implements SealedSource {
  private final byte[] sealed;

  InlineSource(byte[] sealed) {
    this.sealed = sealed;
  }

  @Override
  public Blob read(BlobRange range) throws EOFException {
    if (range.offset() + range.length() > sealed.length) {
      throw new EOFException("the stored body is shorter than its record says");
    }
    return new InlineBlob(
        ByteBuffer.wrap(sealed, (int) range.offset(), (int) range.length()).asReadOnlyBuffer(),
        sealed.length);
  }

  private record InlineBlob(ByteBuffer bytes, long size) implements Blob {
    @Override
    public int read(ByteBuffer into) {
      int length = Math.min(into.remaining(), bytes.remaining());
      into.put(into.position(), bytes, bytes.position(), length);
      into.position(into.position() + length);
      bytes.position(bytes.position() + length);
      return length;
    }

    @Override
    public void close() {}
  }
}
