package io.cofre.tck;

import io.cofre.api.cipher.Aead;
import io.cofre.api.cipher.AeadShape;
import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.cipher.NotAuthentic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every cipher keeps: C1 to C7 of [Aead] and [CipherProvider].
///
/// @since 0.1
@SuppressWarnings("MemberName") // tests begin with the number of their rule
public abstract class CipherContract {
  private static final byte[] FACTS = "bucket/key/7".getBytes(StandardCharsets.UTF_8);
  private static final int[] SIZES = {
    0, 1, 15, 16, 17, 63, 64, 65, 1000, 4096, 65_535, 65_536, 1 << 20
  };

  private final Random random = new Random(20_260_101);

  /// Made by JUnit, once for each test.
  protected CipherContract() {}

  /// Make a provider of the cipher.
  protected abstract CipherProvider provider();

  @Test
  void C1_a_sealed_segment_opens_to_the_same_bytes() {
    for (int size : SIZES) {
      try (Segment segment = segment(size)) {
        byte[] opened = segment.open(segment.sealed);
        Rule.C1.same(segment.plain, opened, "an opened segment of " + size + " bytes");
      }
    }
  }

  @Test
  void C1_opens_in_another_instance_with_the_same_key() {
    try (Segment segment = segment(5000);
        Aead other = provider().open(segment.key)) {
      ByteBuffer plain = ByteBuffer.allocate(5000);
      other.open(wrap(segment.nonce), wrap(FACTS), wrap(segment.sealed), plain);
      Rule.C1.same(segment.plain, plain.array(), "a segment opened by another instance");
    }
  }

  @Test
  void C1_works_between_position_and_limit_of_heap_and_direct_buffers() {
    for (boolean direct : new boolean[] {false, true}) {
      for (int size : SIZES) {
        windows(size, direct);
      }
    }
  }

  private void windows(int size, boolean direct) {
    byte[] plain = bytes(size);
    try (DataKey key = key();
        Aead aead = provider().open(key)) {
      ByteBuffer nonce = window(bytes(shape().nonceBytes()), direct);
      ByteBuffer facts = window(FACTS, direct);
      ByteBuffer in = window(plain, direct);
      ByteBuffer sealed = window(new byte[shape().sealedBytes(size)], direct);
      aead.seal(nonce, facts, in, sealed);
      for (ByteBuffer buffer : List.of(nonce, facts, in, sealed)) {
        Rule.C1.same(0, buffer.remaining(), "what is left in a buffer after sealing");
      }
      nonce.position(7);
      facts.position(7);
      sealed.position(7);
      ByteBuffer out = window(new byte[size], direct);
      aead.open(nonce, facts, sealed, out);
      for (ByteBuffer buffer : List.of(nonce, facts, sealed, out)) {
        Rule.C1.same(0, buffer.remaining(), "what is left in a buffer after opening");
      }
      out.position(7);
      byte[] seen = new byte[size];
      out.get(seen);
      Rule.C1.same(plain, seen, "a segment opened in a window of a buffer");
      untouched(sealed);
      untouched(out);
    }
  }

  private static void untouched(ByteBuffer window) {
    ByteBuffer whole = window.duplicate().clear();
    for (int i = 0; i < 7; i++) {
      Rule.C1.same((byte) 0x5a, whole.get(i), "a byte before the position");
      Rule.C1.same((byte) 0x5a, whole.get(whole.capacity() - 1 - i), "a byte after the limit");
    }
  }

  @Test
  void C2_no_plaintext_is_left_unless_the_tag_verifies() {
    for (int size : new int[] {1, 16, 4096, 65_536, 1 << 20}) {
      try (Segment segment = segment(size)) {
        for (int at : new int[] {0, size / 2, size, segment.sealed.length - 1}) {
          for (boolean direct : new boolean[] {false, true}) {
            ByteBuffer plain = window(filled(size + 64), direct);
            refused(Rule.C2, segment, flipped(segment.sealed, at, 0), plain);
            Rule.C2.same(7, plain.position(), "the position of the output");
            unrevealed(plain.clear(), 7, 7 + size);
          }
        }
      }
    }
  }

  /// Every byte is as it was before or, where the plaintext would have been, wiped.
  private static void unrevealed(ByteBuffer output, int from, int to) {
    for (int at = 0; at < output.capacity(); at++) {
      byte seen = output.get(at);
      if (seen != 0x5a && (seen != 0 || at < from || at >= to)) {
        Rule.C2.same((byte) 0x5a, seen, "byte " + at + " of the output of a refused segment");
      }
    }
  }

  private static byte[] filled(int size) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) 0x5a);
    return bytes;
  }

  @Test
  void C3_every_bit_of_a_sealed_segment_counts() {
    for (int size : new int[] {0, 1, 40}) {
      try (Segment segment = segment(size)) {
        for (int bit = 0; bit < segment.sealed.length * 8; bit++) {
          byte[] changed = flipped(segment.sealed, bit / 8, bit % 8);
          refused(Rule.C3, segment, changed, ByteBuffer.allocate(size + 64));
        }
      }
    }
  }

  @Test
  void C3_every_length_but_its_own_is_refused() {
    try (Segment segment = segment(100)) {
      for (int length = 0; length < segment.sealed.length + 40; length++) {
        if (length != segment.sealed.length) {
          byte[] changed = Arrays.copyOf(segment.sealed, length);
          refused(Rule.C3, segment, changed, ByteBuffer.allocate(512));
        }
      }
    }
  }

  @Test
  void C3_every_bit_of_the_nonce_counts() {
    try (Segment segment = segment(33)) {
      for (int bit = 0; bit < segment.nonce.length * 8; bit++) {
        byte[] nonce = flipped(segment.nonce, bit / 8, bit % 8);
        Rule.C3.failsWith(
            NotAuthentic.class,
            "opening with another nonce",
            () -> segment.aead.open(wrap(nonce), wrap(FACTS), wrap(segment.sealed), room()));
      }
    }
  }

  @Test
  void C3_the_associated_data_counts() {
    List<byte[]> others = new ArrayList<>();
    IntStream.range(0, FACTS.length * 8).forEach(b -> others.add(flipped(FACTS, b / 8, b % 8)));
    others.add(new byte[0]);
    others.add(Arrays.copyOf(FACTS, FACTS.length - 1));
    others.add(Arrays.copyOf(FACTS, FACTS.length + 1));
    try (Segment segment = segment(33)) {
      for (byte[] facts : others) {
        Rule.C3.failsWith(
            NotAuthentic.class,
            "opening with other associated data",
            () ->
                segment.aead.open(wrap(segment.nonce), wrap(facts), wrap(segment.sealed), room()));
      }
    }
  }

  @Test
  void C3_another_key_is_refused() {
    try (Segment segment = segment(33);
        DataKey other = key();
        Aead aead = provider().open(other)) {
      Rule.C3.failsWith(
          NotAuthentic.class,
          "opening with another key",
          () -> aead.open(wrap(segment.nonce), wrap(FACTS), wrap(segment.sealed), room()));
    }
  }

  @Test
  void C3_every_byte_of_the_key_counts() {
    try (Segment segment = segment(33)) {
      for (int at = 0; at < shape().keyBytes(); at++) {
        int changed = at;
        try (DataKey other = segment.key.use(k -> DataKey.adopt(flipped(k, changed, 0)));
            Aead aead = provider().open(other)) {
          byte[] sealed = seal(aead, segment.nonce, segment.plain);
          Rule.C3.holds(
              !Arrays.equals(segment.sealed, sealed),
              () -> "byte " + changed + " of the key makes no difference");
        }
      }
    }
  }

  @Test
  void C4_a_sealed_segment_is_as_long_as_the_shape_says() {
    for (int size : SIZES) {
      try (DataKey key = key();
          Aead aead = provider().open(key)) {
        ByteBuffer sealed = ByteBuffer.allocate(shape().sealedBytes(size) + 100);
        aead.seal(wrap(bytes(shape().nonceBytes())), wrap(FACTS), wrap(bytes(size)), sealed);
        Rule.C4.same(shape().sealedBytes(size), sealed.position(), "the length of " + size);
      }
    }
  }

  @Test
  void C5_segments_open_in_any_order_between_seals() {
    try (DataKey key = key();
        Aead aead = provider().open(key)) {
      List<byte[][]> segments = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        byte[][] next = {bytes(shape().nonceBytes()), bytes(random.nextInt(3000)), {}};
        next[2] = seal(aead, next[0], next[1]);
        segments.add(next);
        byte[][] earlier = segments.get(random.nextInt(segments.size()));
        reopens(aead, earlier);
      }
      Collections.shuffle(segments, random);
      segments.forEach(segment -> reopens(aead, segment));
    }
  }

  @Test
  void C5_a_refused_segment_does_not_disturb_the_next() {
    try (Segment segment = segment(1000)) {
      refused(Rule.C5, segment, flipped(segment.sealed, 3, 3), room());
      byte[] nonce = bytes(shape().nonceBytes());
      byte[] sealed = seal(segment.aead, nonce, segment.plain);
      reopens(segment.aead, new byte[][] {nonce, segment.plain, sealed});
      Rule.C5.same(segment.plain, segment.open(segment.sealed), "a segment after a refusal");
    }
  }

  private void reopens(Aead aead, byte[][] segment) {
    ByteBuffer plain = ByteBuffer.allocate(segment[1].length);
    aead.open(wrap(segment[0]), wrap(FACTS), wrap(segment[2]), plain);
    Rule.C5.same(segment[1], plain.array(), "a segment opened out of order");
  }

  @Test
  void C6_a_refusal_is_the_same_whatever_was_wrong() {
    Set<String> messages = new HashSet<>();
    try (Segment segment = segment(200)) {
      for (byte[] changed :
          List.of(
              flipped(segment.sealed, 0, 0),
              flipped(segment.sealed, segment.sealed.length - 1, 0),
              Arrays.copyOf(segment.sealed, 3),
              Arrays.copyOf(segment.sealed, 300))) {
        NotAuthentic failure = refused(Rule.C6, segment, changed, ByteBuffer.allocate(1000));
        messages.add(String.valueOf(failure.getMessage()));
        Rule.C6.holds(failure.getCause() == null, () -> "a cause " + failure.getCause());
        Rule.C6.same(0, failure.getSuppressed().length, "the number of suppressed failures");
        Rule.C6.same(0, failure.getStackTrace().length, "the depth of the stack trace");
      }
    }
    Rule.C6.same(1, messages.size(), "the number of different messages");
  }

  @Test
  void C6_a_refusal_prints_nothing() {
    try (Segment segment = segment(200)) {
      byte[] changed = flipped(segment.sealed, 0, 0);
      String said =
          Printed.during(() -> refused(Rule.C6, segment, changed, ByteBuffer.allocate(1000)));
      Rule.C6.holds(said.isEmpty(), () -> "it printed: " + said);
    }
  }

  @Test
  void C7_the_key_may_be_closed_at_once() {
    byte[] nonce = bytes(shape().nonceBytes());
    byte[] plain = bytes(100);
    try (DataKey lasting = key();
        Aead second = provider().open(lasting)) {
      DataKey brief = lasting.copy();
      try (Aead first = provider().open(brief)) {
        brief.close();
        ByteBuffer opened = ByteBuffer.allocate(100);
        try {
          second.open(wrap(nonce), wrap(FACTS), wrap(seal(first, nonce, plain)), opened);
        } catch (IllegalStateException | NotAuthentic e) {
          Rule.C7.holds(false, () -> "after the key was closed: " + e);
        }
        Rule.C7.same(plain, opened.array(), "what was sealed after the key was closed");
      }
    }
  }

  private NotAuthentic refused(Rule rule, Segment segment, byte[] sealed, ByteBuffer plain) {
    return rule.failsWith(
        NotAuthentic.class,
        "opening a changed segment of " + sealed.length + " bytes",
        () -> segment.aead.open(wrap(segment.nonce), wrap(FACTS), wrap(sealed), plain));
  }

  private Segment segment(int size) {
    return new Segment(key(), bytes(shape().nonceBytes()), bytes(size));
  }

  private AeadShape shape() {
    return provider().shape();
  }

  private DataKey key() {
    return DataKey.adopt(bytes(shape().keyBytes()));
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] seal(Aead aead, byte[] nonce, byte[] plain) {
    ByteBuffer sealed = ByteBuffer.allocate(shape().sealedBytes(plain.length));
    aead.seal(wrap(nonce), wrap(FACTS), wrap(plain), sealed);
    return sealed.array();
  }

  private static ByteBuffer wrap(byte[] bytes) {
    return ByteBuffer.wrap(bytes);
  }

  private static ByteBuffer room() {
    return ByteBuffer.allocate(2048);
  }

  private static byte[] flipped(byte[] bytes, int at, int bit) {
    byte[] changed = bytes.clone();
    changed[at] ^= (byte) (1 << bit);
    return changed;
  }

  /// The bytes in the middle of a buffer that is wider by 7 on both sides.
  private static ByteBuffer window(byte[] bytes, boolean direct) {
    int size = bytes.length + 14;
    ByteBuffer buffer = direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
    while (buffer.hasRemaining()) {
      buffer.put((byte) 0x5a);
    }
    buffer.put(7, bytes);
    return buffer.position(7).limit(7 + bytes.length);
  }

  /// One sealed segment, and all it takes to open it.
  private final class Segment implements AutoCloseable {
    final DataKey key;
    final Aead aead;
    final byte[] nonce;
    final byte[] plain;
    final byte[] sealed;

    Segment(DataKey key, byte[] nonce, byte[] plain) {
      this.key = key;
      this.aead = provider().open(key);
      this.nonce = nonce;
      this.plain = plain;
      this.sealed = seal(aead, nonce, plain);
    }

    byte[] open(byte[] changed) {
      ByteBuffer opened = ByteBuffer.allocate(plain.length);
      aead.open(wrap(nonce), wrap(FACTS), wrap(changed), opened);
      return opened.array();
    }

    @Override
    public void close() {
      aead.close();
      key.close();
    }
  }
}
