package io.cofre.core.seal;

/// Counts the plaintext that another tap sees; for one thread.
final class CountedTap implements PlainTap {
  private final PlainTap tap;
  private long total;

  CountedTap(PlainTap tap) {
    this.tap = tap;
  }

  long total() {
    return total;
  }

  @Override
  public void accept(byte[] plain, int offset, int length) {
    total += length;
    tap.accept(plain, offset, length);
  }

  @Override
  public void settle() {
    tap.settle();
  }
}
