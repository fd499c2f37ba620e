package io.cofre.core.seal.format;

import io.cofre.api.cipher.AeadShape;
import io.cofre.api.storage.BlobRange;

/// Where the segments of a body are: pure arithmetic between plaintext and sealed bytes.
///
/// Every segment but the last holds the most plaintext whose sealed form fits `segmentBytes`; the
/// first one shares that space with the header before it. Without padding that fills the space, so
/// that segments begin at multiples of it; with padding each may be shorter by less than a block.
/// Only the empty body has an empty segment.
///
/// @param headerBytes the length of the header
/// @param shape the sizes of the cipher
/// @param segmentBytes the space of a sealed segment
/// @param plainLength the length of the whole plaintext, up to 2^62 bytes
public record SegmentMap(int headerBytes, AeadShape shape, int segmentBytes, long plainLength) {
  private static final long LONGEST = 1L << 62;

  /// Refuses lengths that leave a segment no room.
  public SegmentMap {
    if (headerBytes < 0 || shape.plainBytes(segmentBytes - headerBytes) < 1) {
      throw new IllegalArgumentException("a segment has room for header, tag and plaintext");
    }
    if (plainLength < 0 || plainLength > LONGEST) {
      throw new IllegalArgumentException("a plaintext has 0 to 2^62 bytes");
    }
  }

  /// How many plaintext bytes a segment holds, the first one excepted.
  public int capacity() {
    return shape.plainBytes(segmentBytes);
  }

  /// How many plaintext bytes the first segment holds.
  public int firstCapacity() {
    return shape.plainBytes(segmentBytes - headerBytes);
  }

  /// How many segments there are, at least one.
  public long segments() {
    return plainLength == 0 ? 1 : segmentOf(plainLength - 1) + 1;
  }

  /// The length of the whole sealed body.
  public long sealedLength() {
    long last = segments() - 1;
    return sealedStart(last) + sealedBytes(last);
  }

  /// The segment that holds a byte of the plaintext.
  public long segmentOf(long offset) {
    long behindFirst = offset - firstCapacity();
    return behindFirst < 0 ? 0 : 1 + behindFirst / capacity();
  }

  /// Whether the body ends with this segment.
  public boolean isLast(long segment) {
    return segment == segments() - 1;
  }

  /// The offset in the plaintext of a segment's first byte.
  public long plainStart(long segment) {
    return segment == 0 ? 0 : firstCapacity() + (segment - 1) * capacity();
  }

  /// How many plaintext bytes a segment holds.
  public int plainBytes(long segment) {
    long full = plainStart(segment + 1);
    return (int) (Math.min(full, plainLength) - plainStart(segment));
  }

  /// The offset in the sealed body of a segment's first byte.
  public long sealedStart(long segment) {
    if (segment == 0) {
      return headerBytes;
    }
    long first = shape.sealedBytes(firstCapacity());
    return headerBytes + first + (segment - 1) * shape.sealedBytes(capacity());
  }

  /// The length of a sealed segment.
  public int sealedBytes(long segment) {
    return shape.sealedBytes(plainBytes(segment));
  }

  /// The sealed bytes of a run of segments, without the header.
  ///
  /// @param first the first segment of the run
  /// @param last the last one, inclusive
  public BlobRange sealedRange(long first, long last) {
    long start = sealedStart(first);
    return new BlobRange(start, sealedStart(last) + sealedBytes(last) - start);
  }
}
