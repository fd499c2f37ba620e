package io.cofre.core.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.cipher.Aead;
import io.cofre.api.cipher.AeadShape;
import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.cipher.NotAuthentic;
import io.cofre.tck.fake.JdkAesGcm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The sealing of whole bodies: sizes, hints, taps, limits, and what is not there.
class SealedBodiesTest {
  private final ObjectKey key = Bodies.key(DataKey.random());
  private final Random random = new Random(8);

  @Test
  void anyExpectedLengthGivesTheSameBody() throws IOException {
    for (int i = 0; i < 500; i++) {
      byte[] plain = Bodies.random(random, random.nextInt(13_000));
      long expected = random.nextInt(4) == 0 ? plain.length : random.nextLong(20_000) - 1;
      var out = new ByteArrayOutputStream();
      long length =
          Bodies.SEALED.seal(
              key,
              Bodies.BODY,
              new Plaintext(new Trickle(plain), expected),
              PlainTap.NONE,
              Bodies.into(out));
      assertEquals(plain.length, length);
      assertEquals(Bodies.SEALED.sealedLength(Bodies.SMALL, length), out.size());
      assertArrayEquals(plain, Bodies.open(key, Bodies.BODY, out.toByteArray(), length));
    }
  }

  /// Gives its bytes in pieces of odd sizes.
  private static final class Trickle extends InputStream {
    private final ByteArrayInputStream in;

    Trickle(byte[] bytes) {
      in = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
      return in.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return in.read(into, offset, Math.min(length, 777));
    }
  }

  /// Looks at a segment as late as it may.
  private static final class LateTap implements PlainTap {
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private Runnable look = () -> {};
    private boolean settled = true;

    @Override
    public void accept(byte[] bytes, int offset, int length) {
      look.run();
      look = () -> seen.write(bytes, offset, length);
      settled = false;
    }

    @Override
    public void settle() {
      look.run();
      look = () -> {};
      settled = true;
    }
  }

  @Test
  void theTapMayLookAtASegmentUntilTheNextOne() throws IOException {
    byte[] plain = Bodies.random(random, 30_000);
    var tap = new LateTap();
    Bodies.SEALED.seal(
        key,
        Bodies.BODY,
        new ByteArrayInputStream(plain),
        tap,
        _ -> assertFalse(tap.settled, "a segment is looked at while it is written"));
    assertArrayEquals(plain, tap.seen.toByteArray());
    assertTrue(tap.settled);
  }

  @Test
  void theTapIsSettledWhenTheSinkFails() {
    var tap = new LateTap();
    var full = new IOException("no space");
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                Bodies.SEALED.seal(
                    key,
                    Bodies.BODY,
                    InputStream.nullInputStream(),
                    tap,
                    _ -> {
                      throw full;
                    }));
    assertEquals(full, thrown);
    assertTrue(tap.settled);
  }

  @Test
  void noSaltPrefixOrCiphertextRepeats() throws IOException {
    var seen = new HashSet<String>();
    byte[] same = new byte[32];
    for (int i = 0; i < 2_000; i++) {
      byte[] sealed = Bodies.seal(key, new BodyRef(Bodies.IDENTITY, 1, Bodies.SMALL), same);
      assertTrue(seen.add(HexFormat.of().formatHex(sealed, 1, 33)));
      assertTrue(seen.add(HexFormat.of().formatHex(sealed, 33, 40)));
      assertTrue(seen.add(HexFormat.of().formatHex(sealed, 40, 72)));
    }
  }

  @Test
  void thePlaintextIsNotInTheSealedBody() throws IOException {
    byte[] plain = "the same sixteen".repeat(2_000).getBytes(StandardCharsets.UTF_8);
    String sealed = new String(Bodies.seal(key, Bodies.BODY, plain), StandardCharsets.ISO_8859_1);
    assertFalse(sealed.contains("sixteen"));
  }

  @Test
  void unknownFormatAndCipherAreNamed() {
    byte[] sealed = new byte[56];
    var format = new BodyRef(Bodies.IDENTITY, 0, new Layout(2, Bodies.AES, 4096));
    SealFailure noFormat =
        assertThrows(SealFailure.class, () -> Bodies.open(key, format, sealed, 0));
    assertEquals(SealFailure.Reason.UNKNOWN_FORMAT, noFormat.reason());
    assertTrue(noFormat.getMessage().contains("version 2"));
    var cipher = new BodyRef(Bodies.IDENTITY, 0, new Layout(1, "ROT13", 4096));
    SealFailure noCipher =
        assertThrows(SealFailure.class, () -> Bodies.seal(key, cipher, new byte[0]));
    assertEquals(SealFailure.Reason.UNKNOWN_CIPHER, noCipher.reason());
    assertTrue(noCipher.getMessage().contains("ROT13"));
    assertThrows(
        SealFailure.class, () -> new SealedBodies(Map.of(), new Layout(1, Bodies.AES, 4096)));
  }

  @Test
  void theLimitOfACipherIsKept() throws IOException {
    long limit = 1 << 20;
    var bodies = new SealedBodies(Map.of(Bodies.AES, new Limited(limit)), Bodies.SMALL);
    long longest = limit * (4096 - 16) - 40;
    assertEquals(limit * 4096, bodies.sealedLength(Bodies.SMALL, longest));
    SealFailure measured =
        assertThrows(SealFailure.class, () -> bodies.sealedLength(Bodies.SMALL, longest + 1));
    assertEquals(SealFailure.Reason.TOO_LONG, measured.reason());
    assertEquals(longest, seal(bodies, longest));
    SealFailure sealed = assertThrows(SealFailure.class, () -> seal(bodies, longest + 1));
    assertEquals(SealFailure.Reason.TOO_LONG, sealed.reason());
  }

  private long seal(SealedBodies bodies, long length) throws IOException {
    var out = new long[1];
    bodies.seal(
        key, Bodies.BODY, new Zeros(length), PlainTap.NONE, bytes -> out[0] += bytes.remaining());
    return out[0] - 40 - 16 * ((out[0] + 4095) / 4096);
  }

  /// So many zero bytes.
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long length) {
      left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int count = (int) Math.min(left, length);
      left -= count;
      return count == 0 ? -1 : count;
    }
  }

  /// Copies instead of sealing, so that its limit is reached soon.
  private record Limited(long limit) implements CipherProvider {
    @Override
    public String name() {
      return Bodies.AES;
    }

    @Override
    public AeadShape shape() {
      return new AeadShape(32, 12, 16, limit);
    }

    @Override
    public Aead open(DataKey key) {
      return new Copy();
    }
  }

  private record Copy() implements Aead {
    @Override
    public void seal(ByteBuffer nonce, ByteBuffer associated, ByteBuffer plain, ByteBuffer sealed) {
      sealed.put(plain).put(new byte[16]);
    }

    @Override
    public void open(ByteBuffer nonce, ByteBuffer associated, ByteBuffer sealed, ByteBuffer plain) {
      throw new IllegalStateException("never opened here");
    }

    @Override
    public void close() {}
  }

  @Test
  void ciphersOfOtherShapesUseTheSameFraming() throws IOException {
    var layout = new Layout(1, "WIDE", 4096);
    var bodies = new SealedBodies(Map.of("WIDE", new Wide()), layout);
    var body = new BodyRef(Bodies.IDENTITY, 3, layout);
    byte[] plain = Bodies.random(random, 20_000);
    var out = new ByteArrayOutputStream();
    bodies.seal(key, body, new ByteArrayInputStream(plain), PlainTap.NONE, Bodies.into(out));
    byte[] sealed = out.toByteArray();
    assertEquals(1 + 32 + 24 - 5, sealed[0]);
    assertEquals(bodies.sealedLength(layout, plain.length), sealed.length);
    try (InputStream in = bodies.open(key, body, SealedSource.of(sealed), 20_000, 5_000, 9_000)) {
      assertArrayEquals(Arrays.copyOfRange(plain, 5_000, 14_000), in.readAllBytes());
    }
  }

  /// A cipher with a key of 64 bytes, a nonce of 24 and a tag of 32, made of AES-256-GCM.
  private record Wide() implements CipherProvider {
    @Override
    public String name() {
      return "WIDE";
    }

    @Override
    public AeadShape shape() {
      return new AeadShape(64, 24, 32, 1L << 32);
    }

    @Override
    public Aead open(DataKey key) {
      byte[] bytes = key.use(k -> Arrays.copyOfRange(k, 32, 64));
      return new WideAead(new JdkAesGcm().open(DataKey.adopt(bytes)));
    }
  }

  private record WideAead(Aead gcm) implements Aead {
    @Override
    public void seal(ByteBuffer nonce, ByteBuffer associated, ByteBuffer plain, ByteBuffer sealed) {
      gcm.seal(nonce.slice(12, 12), associated, plain, sealed);
      sealed.put(new byte[16]);
    }

    @Override
    public void open(ByteBuffer nonce, ByteBuffer associated, ByteBuffer sealed, ByteBuffer plain) {
      gcm.open(nonce.slice(12, 12), associated, sealed.slice(0, sealed.remaining() - 16), plain);
    }

    @Override
    public void close() {
      gcm.close();
    }
  }

  @Test
  void aCipherThatPadsIsFramedByItsOwnSizes() throws IOException {
    for (int segmentBytes : new int[] {4096, 4099, 5000}) {
      var layout = new Layout(1, "PADDING", segmentBytes);
      var bodies = new SealedBodies(Map.of("PADDING", new PaddingCipher()), layout);
      var body = new BodyRef(Bodies.IDENTITY, 0, layout);
      int full = new PaddingCipher().shape().plainBytes(segmentBytes);
      for (int i = 0; i < 300; i++) {
        int length = i < 100 ? 3 * full - 80 + i : random.nextInt(20_000);
        byte[] plain = Bodies.random(random, length);
        var out = new ByteArrayOutputStream();
        long expected = random.nextBoolean() ? length : random.nextLong(20_000) - 1;
        bodies.seal(
            key,
            body,
            new Plaintext(new Trickle(plain), expected),
            PlainTap.NONE,
            Bodies.into(out));
        assertEquals(bodies.sealedLength(layout, length), out.size());
        SealedSource source = SealedSource.of(out.toByteArray());
        int from = random.nextInt(length + 1);
        int to = from + random.nextInt(length - from + 1);
        try (InputStream whole = bodies.open(key, body, source, length, 0, length);
            InputStream part = bodies.open(key, body, source, length, from, to - from)) {
          assertArrayEquals(plain, whole.readAllBytes());
          assertArrayEquals(Arrays.copyOfRange(plain, from, to), part.readAllBytes());
        }
      }
    }
  }

  @Test
  void aWrongPlaintextLengthIsNoticedInTheLastBlockToo() throws IOException {
    var layout = new Layout(1, "PADDING", 4096);
    var bodies = new SealedBodies(Map.of("PADDING", new PaddingCipher()), layout);
    var body = new BodyRef(Bodies.IDENTITY, 0, layout);
    var out = new ByteArrayOutputStream();
    byte[] plain = Bodies.random(random, 24);
    bodies.seal(key, body, new ByteArrayInputStream(plain), PlainTap.NONE, Bodies.into(out));
    SealedSource source = SealedSource.of(out.toByteArray());
    for (int length : new int[] {0, 15, 16, 23, 25, 31, 32, 5000}) {
      assertThrows(
          NotAuthentic.class, () -> bodies.open(key, body, source, length, 0, length).close());
    }
  }

  @Test
  void theAssociatedDataIsWhatTheFormatSays() {
    String expected =
        "cofre:bucket|strongbox|cofre:cipher|AES-256-GCM|cofre:format|1|cofre:key|a/b c.txt"
            + "|cofre:part|0|cofre:segment|4096|cofre:version|v1";
    var encoded = ByteBuffer.wrap(Bodies.BODY.associated());
    var words = new ArrayList<String>();
    while (encoded.hasRemaining()) {
      byte[] word = new byte[encoded.getInt()];
      encoded.get(word);
      words.add(new String(word, StandardCharsets.UTF_8));
    }
    assertEquals(expected, String.join("|", words));
  }

  @Test
  void halfCharactersInANameAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Identity("b", "k\ud800", "v"));
    assertEquals("k\ud83d\ude00", new Identity("b", "k\ud83d\ude00", "v").key());
  }
}
