package io.cofre.core.transport.http1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The body of a request; asks the client to go on when it is first read (RFC 9110, section
/// 10.1.1).
abstract sealed class Body extends InputStream permits NoBody, LengthBody, ChunkedBody {
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  final Wire wire;
  private boolean owesContinue;
  private boolean begun;
  private boolean broken;

  Body(Wire wire, boolean expectsContinue) {
    super();
    this.wire = wire;
    this.owesContinue = expectsContinue;
  }

  static Body of(Head head, Wire wire) {
    return switch (head.framing()) {
      case Framing.None _ -> new NoBody(wire);
      case Framing.Length(long bytes) -> new LengthBody(wire, head.expectsContinue(), bytes);
      case Framing.Chunked _ -> new ChunkedBody(wire, head.expectsContinue());
    };
  }

  /// Whether all of it was read off the wire.
  abstract boolean finished();

  /// Whether the rest is sure to come and small enough to be read and dropped.
  abstract boolean cheapToFinish(long most);

  abstract int receive(byte[] target, int offset, int length) throws IOException;

  /// Whether the client still waits for `100 Continue` or a final answer.
  final boolean unasked() {
    return owesContinue;
  }

  final boolean begun() {
    return begun;
  }

  /// Whether it ended before its end.
  final boolean broken() {
    return broken;
  }

  /// Do not ask the client to go on any more: a final answer was sent.
  final void answered() {
    owesContinue = false;
  }

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public final int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (broken) {
      throw new IOException("the body was broken off before its end");
    }
    try {
      begin(); // of an empty body too: who expects 100 for every upload may take no other answer
      return finished() ? -1 : receive(target, offset, length);
    } catch (IOException e) {
      broken = true;
      throw e;
    }
  }

  private void begin() throws IOException {
    begun = true;
    if (owesContinue) {
      owesContinue = false;
      wire.write(CONTINUE, 0, CONTINUE.length);
    }
  }

  static EOFException brokenOff() {
    return new EOFException("the client hung up before the end of the body");
  }
}
