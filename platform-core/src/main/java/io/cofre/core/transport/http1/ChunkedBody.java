package io.cofre.core.transport.http1;

import java.io.IOException;

/// A body in chunks (RFC 9112, section 7.1). Extensions and trailers are read and dropped.
final class ChunkedBody extends Body {
  private static final int LONGEST_LINE = 1024;
  private static final int LONGEST_TRAILERS = 16 * 1024;
  private long chunk;
  private boolean inChunk;
  private boolean finished;

  ChunkedBody(Wire wire, boolean expectsContinue) {
    super(wire, expectsContinue);
  }

  @Override
  boolean finished() {
    return finished;
  }

  /// A reader that knows the end of its content from the content leaves the last chunk unread.
  @Override
  boolean cheapToFinish(long most) {
    return begun();
  }

  @Override
  int receive(byte[] target, int offset, int length) throws IOException {
    if (chunk == 0) {
      nextChunk();
      if (finished) {
        return -1;
      }
    }
    int n = wire.read(target, offset, (int) Math.min(length, chunk));
    if (n < 0) {
      throw brokenOff();
    }
    chunk -= n;
    return n;
  }

  private void nextChunk() throws IOException {
    if (inChunk) {
      expect('\r');
      expect('\n');
    }
    chunk = size();
    inChunk = true;
    if (chunk == 0) {
      trailers();
      finished = true;
    }
  }

  private long size() throws IOException {
    long size = 0;
    int digits = 0;
    int c = next();
    for (int digit = Character.digit(c, 16); digit >= 0; digit = Character.digit(c, 16)) {
      size = size << 4 | digit;
      if (++digits > 15) {
        throw new IOException("a chunk has no sensible size");
      }
      c = next();
    }
    if (digits == 0) {
      throw new IOException("a chunk must begin with its size");
    }
    for (int length = 0; c != '\r'; length++) {
      boolean extension = c == ';' || c == ' ' || c == '\t' || length > 0;
      if (!extension || c == '\n' || length > LONGEST_LINE) {
        throw new IOException("a chunk's size must stand alone on its line");
      }
      c = next();
    }
    expect('\n');
    return size;
  }

  private void trailers() throws IOException {
    int total = 0;
    int column = 0;
    while (true) {
      int c = next();
      if (c == '\r') {
        expect('\n');
        if (column == 0) {
          return;
        }
        column = 0;
      } else {
        column++;
      }
      if (c == '\n' || ++total > LONGEST_TRAILERS) {
        throw new IOException("the trailers are malformed or too large");
      }
    }
  }

  private int next() throws IOException {
    int c = wire.read();
    if (c < 0) {
      throw brokenOff();
    }
    return c;
  }

  private void expect(char wanted) throws IOException {
    if (next() != wanted) {
      throw new IOException("a chunk must end where its size says");
    }
  }
}
