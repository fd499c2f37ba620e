package io.cofre.core.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.cipher.NotAuthentic;
import io.cofre.tck.fake.JdkAesGcm;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Small values are sealed in the same format, each with a key of its own.
class RecordSealTest {
  private static final byte[] RECORD = "record".getBytes(StandardCharsets.UTF_8);
  private final byte[] bytes = Bodies.random(new Random(9), 32);
  private final RecordSeal seal = new RecordSeal(DataKey.adopt(bytes.clone()), new JdkAesGcm());
  private final Random random = new Random(10);

  @Test
  void whatWasSealedOpens() {
    opensAgain(seal);
    opensAgain(new RecordSeal(DataKey.random(), new PaddingCipher()));
  }

  private void opensAgain(RecordSeal seal) {
    for (int size = 0; size < 600; size++) {
      byte[] plain = Bodies.random(random, size);
      byte[] sealed = seal.seal(plain, RECORD);
      assertEquals(seal.sealedLength(size), sealed.length);
      assertArrayEquals(plain, seal.open(sealed, RECORD));
    }
  }

  @Test
  void anyChangeIsNoticed() {
    anyChangeIsNoticed(seal);
    anyChangeIsNoticed(new RecordSeal(DataKey.random(), new PaddingCipher()));
  }

  private static void anyChangeIsNoticed(RecordSeal seal) {
    byte[] sealed = seal.seal(new byte[100], RECORD);
    for (int i = 0; i < sealed.length * 8; i++) {
      byte[] changed = sealed.clone();
      changed[i / 8] ^= (byte) (1 << (i % 8));
      assertThrows(NotAuthentic.class, () -> seal.open(changed, RECORD));
    }
    for (int length = 0; length < sealed.length + 50; length++) {
      byte[] other = Arrays.copyOf(sealed, length);
      if (length != sealed.length) {
        assertThrows(NotAuthentic.class, () -> seal.open(other, RECORD));
      }
    }
    assertThrows(NotAuthentic.class, () -> seal.open(sealed, new byte[0]));
    assertThrows(
        NotAuthentic.class,
        () -> new RecordSeal(DataKey.random(), new JdkAesGcm()).open(sealed, RECORD));
  }

  @Test
  void tinkOpensARecordToo() throws Exception {
    byte[] plain = Bodies.random(random, 500);
    var tink = new AesGcmHkdfStreaming(bytes, "HmacSha256", 32, 4096, 0);
    var in = tink.newDecryptingStream(new ByteArrayInputStream(seal.seal(plain, RECORD)), RECORD);
    assertArrayEquals(plain, in.readAllBytes());
  }

  @Test
  void manyThreadsShareOne() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 500; i++) {
        byte[] plain = Bodies.random(random, i);
        var done = threads.submit(() -> seal.open(seal.seal(plain, RECORD), RECORD));
        assertArrayEquals(plain, done.get());
      }
    }
  }

  @Test
  void aClosedOneSealsNothing() {
    seal.close();
    assertThrows(IllegalStateException.class, () -> seal.seal(new byte[1], RECORD));
  }
}
