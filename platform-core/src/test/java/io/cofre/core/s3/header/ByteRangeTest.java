package io.cofre.core.s3.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 10, 0, 1",
    "bytes=0-, 10, 0, 10",
    "bytes=3-5, 10, 3, 3",
    "bytes=3-99, 10, 3, 7",
    "bytes=0-99999999999999999999999, 10, 0, 10",
    "bytes=0000000000000000000000001-2, 10, 1, 2",
    "bytes=-3, 10, 7, 3",
    "bytes=-99, 10, 0, 10",
    "'bytes= 1 - 2 ', 10, 1, 2"
  })
  void reads(String header, long size, long offset, long length) {
    assertEquals(Optional.of(new ByteRange(offset, length)), ByteRange.read(header, size));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=0-1,3-4",
        "bytes=5-3",
        "bytes=-",
        "bytes=",
        "bytes=a-b",
        "items=0-1",
        "bytes=0--1",
        "0-1",
        "bytes"
      })
  void what_is_no_single_range_means_everything(String header) {
    assertEquals(Optional.empty(), ByteRange.read(header, 10));
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=10-, 10",
    "bytes=10-11, 10",
    "bytes=-0, 10",
    "bytes=0-, 0",
    "bytes=-1, 0",
    "bytes=99999999999999999999-99999999999999999999, 10"
  })
  void refuses_what_no_byte_is_in(String header, long size) {
    S3Failure failure = assertThrows(S3Failure.class, () -> ByteRange.read(header, size));
    assertEquals(S3Error.INVALID_RANGE, failure.error());
    assertEquals(header, failure.details().get("RangeRequested"));
    assertEquals(Long.toString(size), failure.details().get("ActualObjectSize"));
  }

  @Test
  void ranges_lie_within_the_object() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      long size = random.nextLong(1, 1L << random.nextInt(1, 62));
      long first = random.nextLong(size);
      long last = first + random.nextLong(1L << 40);
      ByteRange range = ByteRange.read("bytes=" + first + "-" + last, size).orElseThrow();
      assertEquals(first, range.offset());
      assertTrue(range.length() >= 1 && range.last() < size);
      assertEquals(Math.min(last, size - 1), range.last());
      long suffix = random.nextLong(1, Long.MAX_VALUE);
      ByteRange end = ByteRange.read("bytes=-" + suffix, size).orElseThrow();
      assertEquals(size - 1, end.last());
      assertEquals(Math.min(suffix, size), end.length());
    }
  }

  @Test
  void ranges_of_copies_are_strict() {
    assertEquals(new ByteRange(1, 2), CopyRange.read("bytes=1-2", 3));
    for (String header :
        new String[] {
          "bytes=1-", "bytes=-1", "bytes=2-1", "bytes=0-3", "0-1", "bytes=0-1,2-2", ""
        }) {
      S3Failure failure = assertThrows(S3Failure.class, () -> CopyRange.read(header, 3), header);
      assertEquals(S3Error.INVALID_ARGUMENT, failure.error());
    }
  }
}
