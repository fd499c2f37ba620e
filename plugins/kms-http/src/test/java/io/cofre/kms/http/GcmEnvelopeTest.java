package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.WrappedKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The layout of a stored key never changes.
class GcmEnvelopeTest {
  private static final KeyId KEY = new KeyId("cofre");
  private static final GcmEnvelope ENVELOPE =
      new GcmEnvelope("17", bytes(12, 1), bytes(16, 2), bytes(32, 3));
  private static final String STORED =
      "01" + "02" + "3137" + "01".repeat(12) + "02".repeat(16) + "03".repeat(32);

  private static byte[] bytes(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static Optional<GcmEnvelope> read(byte[] bytes) {
    return GcmEnvelope.of(new WrappedKey(KEY, bytes));
  }

  @Test
  void is_laid_out_as_told_and_read_again() {
    WrappedKey wrapped = ENVELOPE.wrapped(KEY);
    assertEquals(STORED, HexFormat.of().formatHex(wrapped.bytes()));
    assertEquals(KEY, wrapped.key());
    assertEquals("17", wrapped.version());
    assertEquals(Optional.of(ENVELOPE), GcmEnvelope.of(wrapped));
  }

  @Test
  void what_was_cut_or_is_something_else_is_not_read() {
    byte[] stored = HexFormat.of().parseHex(STORED);
    for (int length = 1; length <= 2 + 2 + 12 + 16; length++) {
      assertEquals(Optional.empty(), read(Arrays.copyOf(stored, length)), "length " + length);
    }
    byte[] layout = stored.clone();
    layout[0] = 2;
    byte[] nameless = stored.clone();
    nameless[1] = 0;
    byte[] endless = stored.clone();
    endless[1] = (byte) 0x80;
    byte[] invisible = stored.clone();
    invisible[2] = '\n';
    for (byte[] changed : new byte[][] {layout, nameless, endless, invisible}) {
      assertEquals(Optional.empty(), read(changed), HexFormat.of().formatHex(changed));
    }
  }

  @Test
  void parts_of_other_sizes_are_no_envelope() {
    byte[] key = bytes(32, 3);
    assertThrows(
        IllegalArgumentException.class, () -> new GcmEnvelope("", bytes(12, 1), bytes(16, 2), key));
    assertThrows(
        IllegalArgumentException.class,
        () -> new GcmEnvelope("0", bytes(16, 1), bytes(16, 2), key));
    assertThrows(
        IllegalArgumentException.class,
        () -> new GcmEnvelope("0", bytes(12, 1), bytes(12, 2), key));
    assertThrows(
        IllegalArgumentException.class,
        () -> new GcmEnvelope("0", bytes(12, 1), bytes(16, 2), new byte[0]));
  }
}
