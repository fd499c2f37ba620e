package io.cofre.kms.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// Digests against known values.
class Sha256Test {
  @Test
  void parts_are_one_text() {
    String known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // FIPS 180-4
    assertEquals(known, digest("abc"));
    assertEquals(known, digest("a", "", "bc"));
  }

  @Test
  void nothing_has_a_digest_too() {
    assertEquals("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", digest());
  }

  private static String digest(String... parts) {
    byte[][] bytes = new byte[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      bytes[i] = parts[i].getBytes(StandardCharsets.US_ASCII);
    }
    return HexFormat.of().formatHex(Sha256.of(bytes));
  }
}
