package io.cofre.kmip.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// Messages are taken from a stream one by one, however its bytes come.
class FramingTest {
  private static final byte[] ONE = HexFormat.of().parseHex("42007b0100000008" + "01".repeat(8));
  private static final byte[] TWO = HexFormat.of().parseHex("42007b0100000000");

  /// Gives one byte at a time.
  private static InputStream dripping(byte[]... parts) {
    byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return new ByteArrayInputStream(all) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, 1));
      }
    };
  }

  @Test
  void messagesComeOneAfterTheOther() throws IOException {
    InputStream in = dripping(ONE, TWO, ONE);
    assertArrayEquals(ONE, TtlvReader.next(in, 8).orElseThrow());
    assertArrayEquals(TWO, TtlvReader.next(in, 8).orElseThrow());
    assertArrayEquals(ONE, TtlvReader.next(in, 8).orElseThrow());
    assertTrue(TtlvReader.next(in, 8).isEmpty());
  }

  @Test
  void aCutMessageIsTold() {
    for (int length = 1; length < ONE.length; length++) {
      InputStream in = dripping(Arrays.copyOf(ONE, length));
      assertThrows(EOFException.class, () -> TtlvReader.next(in, 8));
    }
  }

  @Test
  void aLengthThatIsTooLongIsRefusedAtOnce() {
    for (String length : new String[] {"00000009", "7fffffff", "80000000", "ffffffff"}) {
      InputStream in = dripping(HexFormat.of().parseHex("42007b01" + length));
      IOException e = assertThrows(IOException.class, () -> TtlvReader.next(in, 8));
      String claimed = "%,d".formatted(Long.parseLong(length, 16));
      assertEquals("the message claims " + claimed + " bytes", e.getMessage());
    }
  }
}
