package io.cofre.core.seal;

/// Sees the plaintext of each segment while it is being sealed, for digests that run beside.
public interface PlainTap {
  /// Sees nothing.
  PlainTap NONE =
      new PlainTap() {
        @Override
        public void accept(byte[] plain, int offset, int length) {}

        @Override
        public void settle() {}
      };

  /// Begin to look at a segment, once the one before was looked at; the bytes stay as they are
  /// until the next call of either method has returned.
  void accept(byte[] plain, int offset, int length);

  /// Wait until the segment given last was looked at.
  void settle();
}
