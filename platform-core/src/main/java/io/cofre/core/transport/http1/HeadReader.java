package io.cofre.core.transport.http1;

import java.io.IOException;
import java.time.Duration;

/// Reads heads off the wire, within a limit of bytes and of time.
final class HeadReader {
  private final Wire wire;
  private final int most;
  private final long timeoutNanos;
  private volatile long since;
  private volatile boolean reading;

  HeadReader(Wire wire, int most, Duration timeout) {
    this.wire = wire;
    this.most = most;
    this.timeoutNanos = timeout.toNanos();
  }

  /// Wait until a request begins.
  ///
  /// @return false when the client is done with the connection
  boolean await() throws IOException {
    while (true) {
      if (wire.buffered() == 0 && !wire.fill()) {
        return false;
      }
      byte b = wire.buffer()[wire.position()];
      if (b != '\r' && b != '\n') {
        return true;
      }
      wire.skip(1); // an empty line before a request is to be ignored (RFC 9112, section 2.2)
    }
  }

  /// Whether the head under way is taking too long.
  boolean overdue() {
    return reading && System.nanoTime() - since > timeoutNanos;
  }

  /// Read the head that has begun.
  ///
  /// @throws BadRequest if it is malformed, too large or too slow
  /// @throws IOException if the connection breaks
  Head read() throws IOException {
    since = System.nanoTime();
    reading = true;
    try {
      return head();
    } finally {
      reading = false;
    }
  }

  private Head head() throws IOException {
    int seen = 0;
    while (true) {
      int end = endOfHead(seen);
      if (end >= 0) {
        int from = wire.position();
        Head head = HeadParser.parse(wire.buffer(), from, from + end);
        wire.skip(end + 2);
        return head;
      }
      seen = wire.buffered();
      if (seen >= most) {
        throw new BadRequest(431, "The request line and headers are too large");
      }
      more();
    }
  }

  private void more() throws IOException {
    if (!wire.fill()) {
      throw new IOException("the client hung up in the middle of a head");
    }
    if (overdue()) {
      throw new BadRequest(408, "The request did not arrive in time");
    }
  }

  /// Return the length of the head up to and without the empty line that ends it, or -1.
  private int endOfHead(int seen) {
    byte[] bytes = wire.buffer();
    int from = wire.position();
    for (int i = from + Math.max(0, seen - 3); i + 1 < wire.limit(); i++) {
      if (bytes[i] == '\n') {
        if (bytes[i + 1] == '\n') {
          throw new BadRequest(400, "A line must end with CR and LF");
        }
        if (bytes[i + 1] == '\r' && i + 2 < wire.limit() && bytes[i + 2] == '\n') {
          int length = i + 1 - from;
          if (length > most) {
            throw new BadRequest(431, "The request line and headers are too large");
          }
          return length;
        }
      }
    }
    garbage(bytes, from);
    return -1;
  }

  /// Refuse what cannot become a request before its end is in sight, a TLS greeting for example.
  private void garbage(byte[] bytes, int from) {
    for (int i = from; i < Math.min(wire.limit(), from + 16) && bytes[i] != ' '; i++) {
      if (bytes[i] < ' ') {
        throw new BadRequest(400, "This is not an HTTP request");
      }
    }
  }
}
