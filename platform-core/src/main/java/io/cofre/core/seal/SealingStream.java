package io.cofre.core.seal;

import io.cofre.core.seal.format.Segments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/// A sealed body that is made while it is read; for one thread. It takes over the segments.
final class SealingStream extends InputStream {
  private final BodySealer sealer;
  private final Segments segments;
  private final PlainTap tap;
  private ByteBuffer sealed = ByteBuffer.allocate(0);

  SealingStream(BodySealer sealer, Segments segments, PlainTap tap) {
    this.sealer = sealer;
    this.segments = segments;
    this.tap = tap;
  }

  @Override
  public int read() throws IOException {
    return ready() ? sealed.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (!ready()) {
      return -1;
    }
    int count = Math.min(length, sealed.remaining());
    sealed.get(into, offset, count);
    return count;
  }

  @Override
  public int available() {
    return sealed.remaining();
  }

  private boolean ready() throws IOException {
    if (!sealed.hasRemaining() && !sealer.ended()) {
      sealed = sealer.next();
    }
    return sealed.hasRemaining();
  }

  @Override
  public void close() {
    tap.settle();
    segments.close();
  }
}
