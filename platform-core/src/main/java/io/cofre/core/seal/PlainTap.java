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

  /// Begin to look at a segment; the bytes stay as they are until [#settle()] returned.
  void accept(byte[] plain, int offset, int length);

  /// Wait until the segment given last was looked at.
  void settle();
}
