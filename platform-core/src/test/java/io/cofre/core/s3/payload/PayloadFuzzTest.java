package io.cofre.core.s3.payload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Failure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Valid uploads spoilt in every way: what comes out is the original or a refusal.
class PayloadFuzzTest {
  private static final int ROUNDS = 60_000;

  @Test
  void a_spoilt_body_is_refused_or_harmless() throws IOException {
    Random random = new Random(20130524);
    byte[] small = new byte[60];
    byte[] large = new byte[8192 + 50];
    random.nextBytes(small);
    random.nextBytes(large);
    record Case(S3Call call, byte[] body, byte[] content) {
      Case(Upload upload, byte[] content) {
        this(upload.call(), upload.body(), content);
      }
    }
    List<Case> cases =
        List.of(
            new Case(Upload.hashed(small), small),
            new Case(Upload.signedChunks(small, 8192), small),
            new Case(Upload.signedTrailer(small, 8192), small),
            new Case(Upload.unsignedTrailer(small, 8192), small),
            new Case(Upload.signedTrailer(large, 8192), large),
            new Case(Upload.unsignedTrailer(large, 8192), large),
            new Case(Upload.unsignedTrailer(new byte[0], 8192), new byte[0]),
            new Case(Upload.signedTrailer(new byte[0], 8192), new byte[0]));
    int harmless = 0;
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Case one = cases.get(round % cases.size());
      byte[] spoilt = round < 100 ? one.body() : spoil(one.body(), random);
      try {
        InputStream raw = new Stutter(new ByteArrayInputStream(spoilt), random);
        assertArrayEquals(one.content(), SmallBody.read(Upload.open(one.call(), raw), 1 << 20));
        harmless++;
      } catch (S3Failure | IOException refusal) {
        assertTrue(round >= 100, "what is not spoilt is read");
        refused++;
      }
    }
    assertTrue(harmless >= 100 && refused > ROUNDS / 2, harmless + " and " + refused);
  }

  private static byte[] spoil(byte[] body, Random random) {
    byte[] spoilt = body;
    for (int i = random.nextInt(3); i >= 0; i--) {
      spoilt = spoilOnce(spoilt, random);
    }
    return spoilt;
  }

  private static byte[] spoilOnce(byte[] body, Random random) {
    if (body.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int at = random.nextInt(body.length);
    int to = at + random.nextInt(Math.min(100, body.length - at) + 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(body, 0, at);
    switch (random.nextInt(7)) {
      case 0 -> out.write(body[at] ^ (1 << random.nextInt(8))); // a bit turned
      case 1 -> out.write("\r\n0;:=aF-".charAt(random.nextInt(9))); // a letter of the framing
      case 2 -> out.write(body, at, to - at); // a piece doubled
      case 3 -> { // a piece lost
        out.write(body, to, body.length - to);
        return out.toByteArray();
      }
      case 4 -> { // the end lost
        return out.toByteArray();
      }
      case 5 -> out.write(random.nextInt()); // a byte slipped in
      default -> { // a byte of another value
        out.write(random.nextInt());
        at++;
      }
    }
    if (at < body.length) {
      out.write(body, at, body.length - at);
    }
    return out.toByteArray();
  }

  /// Hands out less than it was asked for.
  private static final class Stutter extends FilterInputStream {
    private final Random random;

    Stutter(InputStream in, Random random) {
      super(in);
      this.random = random;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(5000)));
    }
  }
}
