package io.cofre.core.s3;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Counts what is sent of a body, and remembers when it was the client who went away.
final class SentBody extends FilterOutputStream {
  private long bytes;
  private boolean clientGone;

  SentBody(OutputStream out) {
    super(out);
  }

  long bytes() {
    return bytes;
  }

  boolean clientGone() {
    return clientGone;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    try {
      out.write(source, offset, length);
      bytes += length;
    } catch (IOException e) {
      clientGone = true;
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (IOException e) {
      clientGone = true;
      throw e;
    }
  }
}
