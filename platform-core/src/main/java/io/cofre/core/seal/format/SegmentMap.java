package io.cofre.core.seal.format;

import io.cofre.api.storage.BlobRange;

/// Where the segments of a body are: pure arithmetic between plaintext and sealed bytes.
///
/// Every sealed segment but the last is `segmentBytes` long, tag included; the first one shares
/// that space with the header before it. Only the empty body has an empty segment.
///
/// @param headerBytes the length of the header
/// @param tagBytes how much longer a sealed segment is than its plaintext
/// @param segmentBytes the length of a sealed segment
/// @param plainLength the length of the whole plaintext, up to 2^62 bytes
public record SegmentMap(int headerBytes, int tagBytes, int segmentBytes, long plainLength) {
  private static final long LONGEST = 1L << 62;

  /// Refuses lengths that leave a segment no room.
  public SegmentMap {
    if (headerBytes < 0 || tagBytes < 0 || segmentBytes - tagBytes <= headerBytes) {
      throw new IllegalArgumentException("a segment has room for header, tag and plaintext");
    }
    if (plainLength < 0 || plainLength > LONGEST) {
      throw new IllegalArgumentException("a plaintext has 0 to 2^62 bytes");
    }
  }

  /// How many plaintext bytes a segment holds, the first one excepted.
  public int capacity() {
    return segmentBytes - tagBytes;
  }

  /// How many plaintext bytes the first segment holds.
  public int firstCapacity() {
    return capacity() - headerBytes;
  }

  /// How many segments there are, at least one.
  public long segments() {
    return Math.max(1, (plainLength + headerBytes + capacity() - 1) / capacity());
  }

  /// The length of the whole sealed body.
  public long sealedLength() {
    return headerBytes + plainLength + segments() * tagBytes;
  }

  /// The segment that holds a byte of the plaintext.
  public long segmentOf(long offset) {
    return (offset + headerBytes) / capacity();
  }

  /// Whether the body ends with this segment.
  public boolean isLast(long segment) {
    return segment == segments() - 1;
  }

  /// The offset in the plaintext of a segment's first byte.
  public long plainStart(long segment) {
    return segment == 0 ? 0 : segment * capacity() - headerBytes;
  }

  /// How many plaintext bytes a segment holds.
  public int plainBytes(long segment) {
    long full = plainStart(segment + 1);
    return (int) (Math.min(full, plainLength) - plainStart(segment));
  }

  /// The offset in the sealed body of a segment's first byte.
  public long sealedStart(long segment) {
    return segment == 0 ? headerBytes : segment * segmentBytes;
  }

  /// The length of a sealed segment.
  public int sealedBytes(long segment) {
    return plainBytes(segment) + tagBytes;
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
