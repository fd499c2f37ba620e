package io.cofre.core.seal.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.storage.BlobRange;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The arithmetic of segments holds for every size, up to petabytes.
class SegmentMapTest {
  private static final long TIB = 1L << 40;

  @Test
  void segmentsFollowEachOtherWithoutGapOrOverlap() {
    var random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      int segment = 200 + random.nextInt(5_000);
      var map = new SegmentMap(33 + random.nextInt(28), 16, segment, random.nextLong(60_000));
      long plain = 0;
      long sealed = map.headerBytes();
      for (long s = 0; s < map.segments(); s++) {
        assertEquals(plain, map.plainStart(s));
        assertEquals(sealed, map.sealedStart(s));
        assertTrue(map.plainBytes(s) > 0 || map.plainLength() == 0, map::toString);
        assertTrue(map.isLast(s) || (map.sealedStart(s + 1) % segment) == 0, map::toString);
        plain += map.plainBytes(s);
        sealed += map.sealedBytes(s);
      }
      assertEquals(map.plainLength(), plain);
      assertEquals(map.sealedLength(), sealed);
    }
  }

  @Test
  void everyByteIsInTheSegmentThatIsSaidToHoldIt() {
    var random = new Random(2);
    for (int i = 0; i < 100_000; i++) {
      long length = 1 + random.nextLong(1L << (1 + random.nextInt(50)));
      var map = new SegmentMap(40, 16, 4096 << random.nextInt(12), length);
      long offset = random.nextLong(length);
      long segment = map.segmentOf(offset);
      assertTrue(map.plainStart(segment) <= offset, map::toString);
      assertTrue(offset < map.plainStart(segment) + map.plainBytes(segment), map::toString);
    }
  }

  @Test
  void theLastByteOfFiveTebibytesIsOneSegmentAway() {
    var map = new SegmentMap(40, 16, 65_536, 5 * TIB);
    long last = map.segmentOf(5 * TIB - 1);
    assertEquals(map.segments() - 1, last);
    BlobRange range = map.sealedRange(last, last);
    assertTrue(range.length() <= 65_536);
    assertEquals(map.sealedLength(), range.offset() + range.length());
    assertEquals(5 * TIB, map.sealedLength() - 40 - 16 * map.segments());
  }

  @Test
  void theEmptyBodyIsOneEmptySegment() {
    var map = new SegmentMap(40, 16, 4096, 0);
    assertEquals(1, map.segments());
    assertEquals(56, map.sealedLength());
    assertEquals(new BlobRange(40, 16), map.sealedRange(0, 0));
    assertTrue(map.isLast(0));
  }

  @Test
  void aFullSegmentIsNotFollowedByAnEmptyOne() {
    var map = new SegmentMap(40, 16, 4096, 4096 - 40 - 16);
    assertEquals(1, map.segments());
    assertEquals(4096, map.sealedLength());
    assertEquals(2, new SegmentMap(40, 16, 4096, 4096 - 40 - 16 + 1).segments());
  }

  @Test
  void whatHasNoRoomIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new SegmentMap(40, 16, 56, 0));
    assertThrows(IllegalArgumentException.class, () -> new SegmentMap(40, 16, 4096, -1));
    assertThrows(
        IllegalArgumentException.class, () -> new SegmentMap(40, 16, 4096, Long.MAX_VALUE));
  }
}
