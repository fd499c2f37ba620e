package io.cofre.core.transport.http1;

import java.io.IOException;

/// A body of a known length.
final class LengthBody extends Body {
  private long remaining;

  LengthBody(Wire wire, boolean expectsContinue, long length) {
    super(wire, expectsContinue);
    this.remaining = length;
  }

  @Override
  boolean finished() {
    return remaining == 0;
  }

  @Override
  boolean cheapToFinish(long most) {
    return remaining <= most;
  }

  @Override
  int receive(byte[] target, int offset, int length) throws IOException {
    int n = wire.read(target, offset, (int) Math.min(length, remaining));
    if (n < 0) {
      throw brokenOff();
    }
    remaining -= n;
    return n;
  }

  @Override
  public int available() {
    return (int) Math.min(remaining, wire.buffered());
  }
}
