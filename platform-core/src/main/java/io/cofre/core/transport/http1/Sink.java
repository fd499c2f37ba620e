package io.cofre.core.transport.http1;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Where the body of an answer goes.
///
/// Small pieces are gathered, together with the head, and leave as one; a large piece is handed to
/// the socket as it is.
final class Sink extends OutputStream {
  private static final int GATHER = 16 * 1024;
  private static final int ONE_CALL = 128 * 1024;
  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] LAST = {'0', '\r', '\n', '\r', '\n'};

  private final Wire wire;
  private final boolean chunked;
  private final boolean announced;
  private long remaining;
  private byte[] gathered;
  private int size;
  private boolean closed;
  private boolean complete;

  private Sink(Wire wire, byte[] head, long length, boolean announced, boolean chunked) {
    super();
    this.wire = wire;
    this.announced = announced;
    this.chunked = chunked;
    this.remaining = length;
    this.gathered = head;
    this.size = head.length;
  }

  /// Exactly this many bytes follow.
  static Sink ofLength(Wire wire, byte[] head, long length) {
    return new Sink(wire, head, length, true, false);
  }

  /// Any number of bytes follow, in chunks.
  static Sink chunked(Wire wire, byte[] head) {
    return new Sink(wire, head, 0, false, true);
  }

  /// Any number of bytes follow, up to the end of the connection.
  static Sink untilClose(Wire wire, byte[] head) {
    return new Sink(wire, head, 0, false, false);
  }

  /// Whether the client got the whole answer.
  boolean complete() {
    return complete;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("the answer is closed");
    }
    if (length == 0) {
      return;
    }
    if (announced && length > remaining) {
      throw new IOException("the body is longer than was announced");
    }
    if (chunked) {
      byte[] prefix = (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      send(prefix, 0, prefix.length);
      send(bytes, offset, length);
      send(CRLF, 0, CRLF.length);
    } else {
      remaining -= announced ? length : 0;
      send(bytes, offset, length);
    }
  }

  @Override
  public void flush() throws IOException {
    if (size > 0) {
      int n = size;
      size = 0;
      wire.write(gathered, 0, n);
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    if (chunked) {
      send(LAST, 0, LAST.length);
    }
    flush();
    complete = remaining == 0;
    if (!complete) {
      throw new IOException("the body is " + remaining + " bytes shorter than was announced");
    }
  }

  private void send(byte[] bytes, int offset, int length) throws IOException {
    if (size + length <= GATHER || (size > 0 && size + length <= ONE_CALL)) {
      gather(bytes, offset, length);
      if (size > GATHER) {
        flush();
        gathered = new byte[0];
      }
      return;
    }
    flush();
    wire.write(bytes, offset, length);
  }

  private void gather(byte[] bytes, int offset, int length) {
    if (size + length > gathered.length) {
      int capacity = Math.max(size + length, Math.min(GATHER, 2 * gathered.length));
      byte[] larger = new byte[capacity];
      System.arraycopy(gathered, 0, larger, 0, size);
      gathered = larger;
    }
    System.arraycopy(bytes, offset, gathered, size, length);
    size += length;
  }
}
