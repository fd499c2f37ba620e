package io.cofre.core.transport.http1;

/// A body that is not there.
final class NoBody extends Body {

  NoBody(Wire wire) {
    super(wire, false);
  }

  @Override
  boolean finished() {
    return true;
  }

  @Override
  boolean cheapToFinish(long most) {
    return true;
  }

  @Override
  int receive(byte[] target, int offset, int length) {
    return -1;
  }
}
