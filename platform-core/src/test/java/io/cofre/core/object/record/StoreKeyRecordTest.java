package io.cofre.core.object.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.WrappedKey;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.seal.Envelope;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class StoreKeyRecordTest {
  /// Of release 0.1's first format: store `s`, cipher `c`, KMS `main`, key `k`, wrapped `0708`.
  private static final byte[] FIRST =
      HexFormat.of()
          .parseHex(
              "01"
                  + "0000000173"
                  + "0000000163"
                  + "000000046d61696e"
                  + "000000016b"
                  + "000000020708");

  private static StoreKeyRecord record(String version) {
    byte[] wrapped = {7, 8};
    return new StoreKeyRecord(
        "s", "c", new Envelope("main", new WrappedKey(new KeyId("k"), version, wrapped)));
  }

  @Test
  void a_record_of_the_first_format_opens() {
    assertEquals(record("").envelope(), StoreKeyRecord.decoded(FIRST).envelope());
    assertEquals("s", StoreKeyRecord.decoded(FIRST).store());
    assertEquals("c", StoreKeyRecord.decoded(FIRST).cipher());
  }

  @Test
  void the_version_of_the_kms_key_is_kept() {
    byte[] encoded = record("3").encoded();
    assertEquals(2, encoded[0]);
    assertEquals(record("3").envelope(), StoreKeyRecord.decoded(encoded).envelope());
    assertArrayEquals(encoded, StoreKeyRecord.decoded(encoded).encoded());
  }

  @Test
  void anything_else_is_damaged() {
    for (byte[] wrong : new byte[][] {{}, {0}, {3}, Arrays.copyOf(FIRST, FIRST.length - 1)}) {
      ObjectFailure e = assertThrows(ObjectFailure.class, () -> StoreKeyRecord.decoded(wrong));
      assertEquals(ObjectFailure.Reason.DAMAGED, e.reason());
    }
    byte[] longer = Arrays.copyOf(FIRST, FIRST.length + 1);
    assertThrows(ObjectFailure.class, () -> StoreKeyRecord.decoded(longer));
  }
}
