package io.cofre.core.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import io.cofre.api.cipher.DataKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Format 1 with AES-256-GCM is Tink's streaming format, byte for byte.
class TinkInteropTest {
  private static final int S = Bodies.SMALL.segmentBytes();
  private static final Random RANDOM = new Random(42);
  private final byte[] bytes = Bodies.random(RANDOM, 32);
  private final ObjectKey key = Bodies.key(DataKey.adopt(bytes.clone()));

  static IntStream sizes() {
    IntStream borders =
        IntStream.range(0, 6)
            .flatMap(i -> IntStream.rangeClosed(-3, 3).map(d -> i * (S - 16) - 40 + d))
            .filter(n -> n >= 0);
    IntStream others = IntStream.of(0, 1, 2, 15, 16, 17, 39, 40, 41, 56, 4096, 65_536, 100_003);
    return IntStream.concat(others, borders).distinct();
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void tinkOpensWhatWeSealed(int size) throws Exception {
    byte[] plain = Bodies.random(RANDOM, size);
    byte[] sealed = Bodies.seal(key, Bodies.BODY, plain);
    var in =
        tink(S).newDecryptingStream(new ByteArrayInputStream(sealed), Bodies.BODY.associated());
    assertArrayEquals(plain, in.readAllBytes());
    assertEquals(sealed.length, Bodies.SEALED.sealedLength(Bodies.SMALL, size));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void weOpenWhatTinkSealed(int size) throws Exception {
    byte[] plain = Bodies.random(RANDOM, size);
    var sealed = new ByteArrayOutputStream();
    try (var out = tink(S).newEncryptingStream(sealed, Bodies.BODY.associated())) {
      out.write(plain);
    }
    assertArrayEquals(plain, Bodies.open(key, Bodies.BODY, sealed.toByteArray(), size));
  }

  @Test
  void theDefaultSegmentSizeIsReadByTinkToo() throws Exception {
    var body = new BodyRef(Bodies.IDENTITY, 7, Bodies.SEALED.layout());
    byte[] plain = Bodies.random(RANDOM, 300_000);
    byte[] sealed = Bodies.seal(key, body, plain);
    var in =
        tink(Layout.SEGMENT)
            .newDecryptingStream(new ByteArrayInputStream(sealed), body.associated());
    assertArrayEquals(plain, in.readAllBytes());
  }

  private AesGcmHkdfStreaming tink(int segmentBytes) throws Exception {
    return new AesGcmHkdfStreaming(bytes, "HmacSha256", 32, segmentBytes, 0);
  }
}
