package io.cofre.core.seal.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.AeadShape;
import io.cofre.api.storage.BlobRange;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The arithmetic of segments holds for every size, up to petabytes.
class SegmentMapTest {
  private static final long TIB = 1L << 40;
  private static final AeadShape GCM = new AeadShape(32, 12, 16, 1L << 32);
  private static final AeadShape CBC = new AeadShape(64, 16, 32, 16, 1L << 32);

  @Test
  void segmentsFollowEachOtherWithoutGapOrOverlap() {
    var random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      int segment = 200 + random.nextInt(5_000);
      AeadShape shape = random.nextBoolean() ? GCM : padding(random);
      var map = new SegmentMap(33 + random.nextInt(28), shape, segment, random.nextLong(60_000));
      long plain = 0;
      long sealed = map.headerBytes();
      for (long s = 0; s < map.segments(); s++) {
        assertEquals(plain, map.plainStart(s));
        assertEquals(sealed, map.sealedStart(s));
        assertTrue(map.plainBytes(s) > 0 || map.plainLength() == 0, map::toString);
        assertTrue(map.isLast(s) || fills(map, s), map::toString);
        plain += map.plainBytes(s);
        sealed += map.sealedBytes(s);
      }
      assertEquals(map.plainLength(), plain);
      assertEquals(map.sealedLength(), sealed);
    }
  }

  private static AeadShape padding(Random random) {
    return new AeadShape(64, 16, 16 + random.nextInt(33), 2 + random.nextInt(63), 1L << 32);
  }

  /// Whether a segment takes the space it has, and without padding every byte of it.
  private static boolean fills(SegmentMap map, long segment) {
    int space = map.segmentBytes() - (segment == 0 ? map.headerBytes() : 0);
    int block = map.shape().blockBytes();
    return block == 1
        ? map.sealedStart(segment + 1) == (segment + 1) * map.segmentBytes()
        : map.sealedBytes(segment) <= space && map.sealedBytes(segment) + block > space;
  }

  @Test
  void theCapacityIsTheMostThatFits() {
    var random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      AeadShape shape = i % 4 == 0 ? GCM : padding(random);
      int space = shape.sealedBytes(0) + random.nextInt(70_000);
      int capacity = shape.plainBytes(space);
      assertTrue(shape.sealedBytes(capacity) <= space, shape::toString);
      assertTrue(shape.sealedBytes(capacity + 1) > space, shape::toString);
      assertTrue(shape.plainBytes(shape.sealedBytes(0) - 1) < 0, shape::toString);
    }
  }

  @Test
  void theSizesOfAPaddingCipherAreThoseOfTheFormat() {
    var map = new SegmentMap(44, CBC, 65_536, 300_000);
    assertEquals(65_455, map.plainBytes(0));
    assertEquals(65_488, map.sealedBytes(0));
    assertEquals(65_503, map.plainBytes(1));
    assertEquals(65_536, map.sealedBytes(1));
    assertEquals(44 + 65_488 + 65_536, map.sealedStart(2));
    assertEquals(44 + 48, new SegmentMap(44, CBC, 65_536, 0).sealedLength());
    assertEquals(44 + 48, new SegmentMap(44, CBC, 65_536, 15).sealedLength());
    assertEquals(44 + 64, new SegmentMap(44, CBC, 65_536, 16).sealedLength());
  }

  @Test
  void everyByteIsInTheSegmentThatIsSaidToHoldIt() {
    var random = new Random(2);
    for (int i = 0; i < 100_000; i++) {
      long length = 1 + random.nextLong(1L << (1 + random.nextInt(50)));
      AeadShape shape = random.nextBoolean() ? GCM : padding(random);
      var map = new SegmentMap(40, shape, 4096 << random.nextInt(12), length);
      long offset = random.nextLong(length);
      long segment = map.segmentOf(offset);
      assertTrue(map.plainStart(segment) <= offset, map::toString);
      assertTrue(offset < map.plainStart(segment) + map.plainBytes(segment), map::toString);
    }
  }

  @Test
  void theLastByteOfFiveTebibytesIsOneSegmentAway() {
    var map = new SegmentMap(40, GCM, 65_536, 5 * TIB);
    long last = map.segmentOf(5 * TIB - 1);
    assertEquals(map.segments() - 1, last);
    BlobRange range = map.sealedRange(last, last);
    assertTrue(range.length() <= 65_536);
    assertEquals(map.sealedLength(), range.offset() + range.length());
    assertEquals(5 * TIB, map.sealedLength() - 40 - 16 * map.segments());
  }

  @Test
  void theEmptyBodyIsOneEmptySegment() {
    var map = new SegmentMap(40, GCM, 4096, 0);
    assertEquals(1, map.segments());
    assertEquals(56, map.sealedLength());
    assertEquals(new BlobRange(40, 16), map.sealedRange(0, 0));
    assertTrue(map.isLast(0));
  }

  @Test
  void aFullSegmentIsNotFollowedByAnEmptyOne() {
    var map = new SegmentMap(40, GCM, 4096, 4096 - 40 - 16);
    assertEquals(1, map.segments());
    assertEquals(4096, map.sealedLength());
    assertEquals(2, new SegmentMap(40, GCM, 4096, 4096 - 40 - 16 + 1).segments());
  }

  @Test
  void whatHasNoRoomIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new SegmentMap(40, GCM, 56, 0));
    assertThrows(IllegalArgumentException.class, () -> new SegmentMap(44, CBC, 91, 0));
    assertThrows(IllegalArgumentException.class, () -> new SegmentMap(40, GCM, 4096, -1));
    assertThrows(
        IllegalArgumentException.class, () -> new SegmentMap(40, GCM, 4096, Long.MAX_VALUE));
  }
}
