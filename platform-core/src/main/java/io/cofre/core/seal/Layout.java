package io.cofre.core.seal;

/// How a body is laid out; stored with it, and authenticated by it.
///
/// @param format the version of the format, 1
/// @param cipher the name of the cipher's provider
/// @param segmentBytes the length of a sealed segment in bytes, tag included; 4 KiB to 16 MiB. A
///   cipher that pads may leave it short by less than a block
public record Layout(int format, String cipher, int segmentBytes) {
  /// The default length of a sealed segment.
  public static final int SEGMENT = 64 * 1024;

  /// Refuses segments outside the range.
  public Layout {
    if (segmentBytes < 4 * 1024 || segmentBytes > 16 * 1024 * 1024) {
      throw new IllegalArgumentException("a sealed segment has 4 KiB to 16 MiB");
    }
  }
}
