package io.cofre.core.s3.payload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallBodyTest {
  private static final byte[] TEXT = "123456789".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @CsvSource({
    "content-md5, JfnnlDI7RTiF9RgfG2JNCw==",
    "x-amz-checksum-crc32, y/Q5Jg==",
    "x-amz-checksum-crc32c, 4waSgw==",
    "x-amz-checksum-crc64nvme, rosUhgp5mIg=",
    "x-amz-checksum-sha1, 98O8HYCOBHMq32eZZczDTKeuNEE=",
    "x-amz-checksum-sha256, FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=",
  })
  void every_claim_is_checked(String header, String value) throws IOException {
    Upload right = Upload.hashed(TEXT).with(header, value);
    assertArrayEquals(TEXT, SmallBody.read(right.open(), SmallBody.DOCUMENT));
    byte[] other = "123456780".getBytes(StandardCharsets.US_ASCII);
    Upload wrong = Upload.hashed(other).with(header, value);
    S3Failure refusal =
        assertThrows(S3Failure.class, () -> SmallBody.read(wrong.open(), SmallBody.DOCUMENT));
    assertEquals(S3Error.BAD_DIGEST, refusal.error());
  }

  @Test
  void a_trailing_checksum_is_checked() throws IOException {
    Upload right = Upload.unsignedTrailer(TEXT, 8192);
    assertArrayEquals(TEXT, SmallBody.read(right.open(), SmallBody.DOCUMENT));
    Upload wrong = right.replace("123456789", "123456780");
    S3Failure refusal =
        assertThrows(S3Failure.class, () -> SmallBody.read(wrong.open(), SmallBody.DOCUMENT));
    assertEquals(S3Error.BAD_DIGEST, refusal.error());
    assertEquals(
        "The CRC32 you specified did not match the calculated checksum.", refusal.getMessage());
  }

  @Test
  void a_large_body_is_refused_by_its_length() throws IOException {
    assertEquals(10, SmallBody.read(Upload.hashed(new byte[10]).open(), 10).length);
    S3Failure refusal =
        assertThrows(S3Failure.class, () -> SmallBody.read(Upload.hashed(new byte[11]).open(), 10));
    assertEquals(S3Error.MAX_MESSAGE_LENGTH_EXCEEDED, refusal.error());
  }
}
