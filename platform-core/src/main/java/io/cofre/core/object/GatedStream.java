package io.cofre.core.object;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/// A stream that reads no faster than a gate lets it; for one thread.
final class GatedStream extends FilterInputStream {
  private final ByteGate gate;

  GatedStream(InputStream in, ByteGate gate) {
    super(in);
    this.gate = gate;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) {
      pass(1);
    }
    return read;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = super.read(into, offset, length);
    if (count > 0) {
      pass(count);
    }
    return count;
  }

  private void pass(long bytes) throws InterruptedIOException {
    try {
      gate.pass(bytes);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading slowly");
    }
  }
}
