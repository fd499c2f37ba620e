package io.cofre.core.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.cipher.NotAuthentic;
import io.cofre.tck.fake.JdkAesGcm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever is done to a sealed body, no wrong byte comes out and the damage is noticed.
class CorruptionTest {
  private static final int S = Bodies.SMALL.segmentBytes();
  private final ObjectKey key = Bodies.key(DataKey.random());
  private final Random random = new Random(7);

  @Test
  void anyChangedBitIsNoticed() throws IOException {
    byte[] plain = Bodies.random(random, 9_000);
    byte[] sealed = Bodies.seal(key, Bodies.BODY, plain);
    for (int i = 0; i < sealed.length; i++) {
      flip(sealed, plain, i, 1 << random.nextInt(8));
    }
    byte[] small = Bodies.random(random, 20);
    byte[] smallSealed = Bodies.seal(key, Bodies.BODY, small);
    for (int i = 0; i < smallSealed.length * 8; i++) {
      flip(smallSealed, small, i / 8, 1 << (i % 8));
    }
    for (int i = 0; i < 10_000; i++) {
      flip(smallSealed, small, random.nextInt(smallSealed.length), 1 + random.nextInt(255));
    }
  }

  private void flip(byte[] sealed, byte[] plain, int at, int mask) throws IOException {
    byte[] changed = sealed.clone();
    changed[at] ^= (byte) mask;
    assertRefused(changed, plain);
  }

  @Test
  void anyTruncationIsNoticed() throws IOException {
    for (int size : new int[] {0, 1, 100, S - 56, S - 55, 2 * S}) {
      byte[] plain = Bodies.random(random, size);
      byte[] sealed = Bodies.seal(key, Bodies.BODY, plain);
      int step = size > 1_000 ? 7 : 1;
      for (int length = 0; length < sealed.length; length += step) {
        assertRefused(Arrays.copyOf(sealed, length), plain);
      }
      for (int border = S; border < sealed.length; border += S) {
        for (int d = -20; d <= 20; d++) {
          assertRefused(Arrays.copyOf(sealed, Math.min(border + d, sealed.length - 1)), plain);
        }
      }
    }
  }

  @Test
  void aTruncatedBodyDoesNotOpenWithAFittingLengthEither() throws IOException {
    byte[] sealed = Bodies.seal(key, Bodies.BODY, Bodies.random(random, 3 * S));
    for (int segments = 1; segments <= 3; segments++) {
      byte[] cut = Arrays.copyOf(sealed, segments * S);
      long plainLength = cut.length - 40 - 16L * segments;
      assertThrows(NotAuthentic.class, () -> Bodies.open(key, Bodies.BODY, cut, plainLength));
    }
    for (int length = 0; length < 56; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThrows(NotAuthentic.class, () -> Bodies.open(key, Bodies.BODY, cut, 0));
    }
  }

  @Test
  void anExtendedBodyIsRefused() throws IOException {
    for (int size : new int[] {0, 10, S - 56, 2 * S}) {
      byte[] plain = Bodies.random(random, size);
      byte[] sealed = Bodies.seal(key, Bodies.BODY, plain);
      for (int more = 1; more < 200; more++) {
        byte[] longer = Arrays.copyOf(sealed, sealed.length + more);
        assertThrows(NotAuthentic.class, () -> Bodies.open(key, Bodies.BODY, longer, size));
        int extra = more;
        assertThrows(NotAuthentic.class, () -> Bodies.open(key, Bodies.BODY, longer, size + extra));
      }
    }
  }

  @Test
  void movedSegmentsAreNoticed() throws IOException {
    byte[] plain = Bodies.random(random, 6 * S);
    byte[] sealed = Bodies.seal(key, Bodies.BODY, plain);
    byte[] other = Bodies.seal(key, Bodies.BODY, Bodies.random(random, 6 * S));
    for (int a = 0; a < 6; a++) {
      for (int b = 0; b < 6; b++) {
        if (a != b) {
          assertRefused(segmentAt(sealed, sealed, a, b), plain); // repeated
          assertRefused(segmentAt(segmentAt(sealed, sealed, a, b), sealed, b, a), plain); // swapped
        }
        assertRefused(segmentAt(sealed, other, a, b), plain); // from a body under the same key
      }
    }
    byte[] header = other.clone();
    System.arraycopy(sealed, 0, header, 0, 40);
    assertRefused(header, plain);
  }

  private static byte[] segmentAt(byte[] body, byte[] from, int source, int target) {
    byte[] changed = body.clone();
    int skip = source == 0 || target == 0 ? 40 : 0;
    System.arraycopy(from, source * S + skip, changed, target * S + skip, S - skip);
    return changed;
  }

  @Test
  void randomDamageIsNoticed() throws IOException {
    byte[] plain = Bodies.random(random, 300);
    byte[] sealed = Bodies.seal(key, Bodies.BODY, plain);
    for (int i = 0; i < 10_000; i++) {
      byte[] changed = sealed.clone();
      int from = random.nextInt(changed.length);
      int to = from + 1 + random.nextInt(changed.length - from);
      byte[] noise = Bodies.random(random, to - from);
      System.arraycopy(noise, 0, changed, from, noise.length);
      if (!Arrays.equals(changed, sealed)) {
        assertRefused(changed, plain);
      }
    }
  }

  @Test
  void anotherIdentityPartLayoutOrKeyOpensNothing() throws IOException {
    byte[] plain = Bodies.random(random, 100);
    byte[] sealed = Bodies.seal(key, Bodies.BODY, plain);
    var ciphers = Map.of(Bodies.AES, new JdkAesGcm(), "OTHER", new JdkAesGcm());
    var bodies = new SealedBodies(Map.copyOf(ciphers), Bodies.SMALL);
    var id = Bodies.IDENTITY;
    var others =
        new BodyRef[] {
          new BodyRef(new Identity("other", id.key(), id.version()), 0, Bodies.SMALL),
          new BodyRef(new Identity(id.bucket(), "other", id.version()), 0, Bodies.SMALL),
          new BodyRef(new Identity(id.bucket(), id.key(), "other"), 0, Bodies.SMALL),
          new BodyRef(new Identity(id.bucket() + "x", "", id.version()), 0, Bodies.SMALL),
          new BodyRef(id, 1, Bodies.SMALL),
          new BodyRef(id, 0, new Layout(1, "OTHER", S)),
          new BodyRef(id, 0, new Layout(1, Bodies.AES, 2 * S)),
        };
    for (BodyRef other : others) {
      assertThrows(
          NotAuthentic.class,
          () -> bodies.open(key, other, SealedSource.of(sealed), 100, 0, 100),
          other::toString);
    }
    ObjectKey wrong = Bodies.key(DataKey.random());
    assertThrows(NotAuthentic.class, () -> Bodies.open(wrong, Bodies.BODY, sealed, 100));
    assertArrayEquals(plain, Bodies.open(key, Bodies.BODY, sealed, 100));
  }

  @Test
  void afterAFailureNothingMoreComesOut() throws IOException {
    byte[] plain = Bodies.random(random, 4 * S);
    byte[] sealed = Bodies.seal(key, Bodies.BODY, plain);
    sealed[S + 100] ^= 1; // the second of five segments
    InputStream in =
        Bodies.SEALED.open(
            key, Bodies.BODY, SealedSource.of(sealed), plain.length, 0, plain.length);
    assertEquals(S - 56, in.readNBytes(S - 56).length);
    for (int i = 0; i < 5; i++) {
      assertThrows(NotAuthentic.class, in::read);
      assertThrows(NotAuthentic.class, () -> in.transferTo(OutputStream.nullOutputStream()));
    }
    assertEquals(0, in.available());
  }

  /// What was released before the failure is a beginning of the plaintext, and there is a failure.
  private void assertRefused(byte[] sealed, byte[] plain) throws IOException {
    var released = new ByteArrayOutputStream();
    SealedSource source = range -> SealedSource.of(sealed).read(range); // length unknown
    assertThrows(
        NotAuthentic.class,
        () -> {
          try (InputStream in =
              Bodies.SEALED.open(key, Bodies.BODY, source, plain.length, 0, plain.length)) {
            in.transferTo(released);
          }
        });
    byte[] got = released.toByteArray();
    assertTrue(Arrays.equals(got, Arrays.copyOf(plain, got.length)));
  }
}
