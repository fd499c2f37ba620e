package io.cofre.core.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.storage.Blob;
import io.cofre.api.storage.BlobRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Any range of any body comes out right, and costs no more than its segments.
class RangeTest {
  private final ObjectKey key = Bodies.key(DataKey.random());

  @Test
  void everyRangeIsTheRightSlice() throws IOException {
    var random = new Random(3);
    for (int i = 0; i < 300; i++) {
      byte[] plain = Bodies.random(random, random.nextInt(20_000));
      byte[] sealed = Bodies.seal(key, Bodies.BODY, plain);
      for (int j = 0; j < 10; j++) {
        int from = random.nextInt(plain.length + 1);
        int to = from + random.nextInt(plain.length - from + 1);
        byte[] got = Bodies.range(key, Bodies.BODY, sealed, plain.length, from, to - from);
        assertArrayEquals(Arrays.copyOfRange(plain, from, to), got, from + ".." + to);
      }
    }
  }

  @Test
  void readingSkippingAndTransferringMixFreely() throws IOException {
    var random = new Random(4);
    for (int i = 0; i < 300; i++) {
      byte[] plain = Bodies.random(random, 1 + random.nextInt(40_000));
      byte[] sealed = Bodies.seal(key, Bodies.BODY, plain);
      int from = random.nextInt(plain.length);
      int to = from + random.nextInt(plain.length - from + 1);
      InputStream in =
          Bodies.SEALED.open(
              key, Bodies.BODY, SealedSource.of(sealed), plain.length, from, to - from);
      assertEquals(to, walk(in, plain, from, to, random));
    }
  }

  private static long walk(InputStream in, byte[] plain, int from, int to, Random random)
      throws IOException {
    long at = from;
    while (at < to) {
      switch (random.nextInt(4)) {
        case 0 -> assertEquals(plain[(int) at++], (byte) in.read());
        case 1 -> {
          byte[] some = new byte[1 + random.nextInt(6_000)];
          int count = in.read(some);
          assertArrayEquals(
              Arrays.copyOfRange(plain, (int) at, (int) at + count), Arrays.copyOf(some, count));
          at += count;
        }
        case 2 -> at += in.skip(random.nextInt(9_000));
        default -> {
          if (random.nextInt(4) == 0) {
            var out = new ByteArrayOutputStream();
            in.transferTo(out);
            assertArrayEquals(Arrays.copyOfRange(plain, (int) at, to), out.toByteArray());
            at = to;
          }
        }
      }
    }
    assertEquals(-1, in.read());
    return at;
  }

  @Test
  void aRangeReadsTheHeaderAndItsOwnSegmentsOnly() throws IOException {
    byte[] plain = Bodies.random(new Random(5), 100_000);
    byte[] sealed = Bodies.seal(key, Bodies.BODY, plain);
    var ranges = new ArrayList<BlobRange>();
    SealedSource counting =
        range -> {
          ranges.add(range);
          return SealedSource.of(sealed).read(range);
        };
    try (InputStream in = Bodies.SEALED.open(key, Bodies.BODY, counting, plain.length, 99_999, 1)) {
      assertEquals(plain[99_999], (byte) in.read());
    }
    assertEquals(2, ranges.size());
    assertEquals(
        List.of(40L), ranges.stream().map(BlobRange::length).filter(n -> n == 40).toList());
    assertTrue(ranges.stream().mapToLong(BlobRange::length).sum() <= 40 + 4096);
  }

  @Test
  void skippingFarReadsNothingInBetween() throws IOException {
    byte[] plain = Bodies.random(new Random(6), 1_000_000);
    byte[] sealed = Bodies.seal(key, Bodies.BODY, plain);
    var bytesRead = new long[1];
    SealedSource counting = range -> new Counting(SealedSource.of(sealed).read(range), bytesRead);
    try (InputStream in =
        Bodies.SEALED.open(key, Bodies.BODY, counting, plain.length, 0, plain.length)) {
      in.skipNBytes(999_990);
      assertArrayEquals(Arrays.copyOfRange(plain, 999_990, 1_000_000), in.readAllBytes());
    }
    assertTrue(bytesRead[0] <= 40 + 2 * 4096, bytesRead[0] + " bytes read");
  }

  private record Counting(Blob blob, long[] bytesRead) implements Blob {
    @Override
    public long size() throws IOException {
      return blob.size();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      int count = blob.read(into);
      bytesRead[0] += count;
      return count;
    }

    @Override
    public void close() throws IOException {
      blob.close();
    }
  }

  @Test
  void rangesOutsideThePlaintextAreRefused() {
    byte[] sealed = new byte[56];
    for (long[] r : new long[][] {{-1, 1}, {0, -1}, {0, 2}, {2, 0}, {1, Long.MAX_VALUE}}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Bodies.range(key, Bodies.BODY, sealed, 1, r[0], r[1]));
    }
  }

  @Test
  void aClosedStreamGivesNothingMore() throws IOException {
    byte[] sealed = Bodies.seal(key, Bodies.BODY, new byte[10]);
    InputStream in = Bodies.SEALED.open(key, Bodies.BODY, SealedSource.of(sealed), 10, 0, 10);
    in.close();
    assertThrows(IOException.class, in::read);
  }
}
