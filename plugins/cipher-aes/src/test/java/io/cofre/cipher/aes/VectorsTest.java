package io.cofre.cipher.aes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.api.cipher.Aead;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.cipher.NotAuthentic;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Published vectors, in both engines.
class VectorsTest {
  private static final String KEY = "feffe9928665731c6d6a8f9467308308".repeat(2);
  private static final String NONCE = "cafebabefacedbaddecaf888";
  private static final String PLAIN =
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
          + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255";
  private static final String CIPHERTEXT =
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
          + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad";

  private record Vector(
      String name, String key, String nonce, String facts, String plain, String sealed) {}

  private static final List<Vector> VECTORS =
      List.of(
          // McGrew and Viega, "The Galois/Counter Mode of Operation", test cases 13 to 16
          new Vector(
              "GCM 13",
              "00".repeat(32),
              "00".repeat(12),
              "",
              "",
              "530f8afbc74536b9a963b4f1c4cb738b"),
          new Vector(
              "GCM 14",
              "00".repeat(32),
              "00".repeat(12),
              "",
              "00".repeat(16),
              "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"),
          new Vector(
              "GCM 15", KEY, NONCE, "", PLAIN, CIPHERTEXT + "b094dac5d93471bdec1a502270e3cc6c"),
          new Vector(
              "GCM 16",
              KEY,
              NONCE,
              "feedfacedeadbeeffeedfacedeadbeefabaddad2",
              PLAIN.substring(0, 120),
              CIPHERTEXT.substring(0, 120) + "76fc6ece0f4e1768cddf8853bb2d551b"),
          // Project Wycheproof, aes_gcm_test.json, keys of 256 bits
          new Vector(
              "Wycheproof empty",
              "80ba3192c803ce965ea371d5ff073cf0f43b6a2ab576b208426e11409c09b9b0",
              "4da5bf8dfd5852c1ea12379d",
              "",
              "",
              "4771a7c404a472966cea8f73c8bfe17a"),
          new Vector(
              "Wycheproof 1 byte",
              "cc56b680552eb75008f5484b4cb803fa5063ebd6eab91f6ab6aef4916a766273",
              "99e23ec48985bccdeeab60f1",
              "",
              "2a",
              "06633c1e9703ef744ffffb40edf9d14355"),
          new Vector(
              "Wycheproof 8 bytes",
              "51e4bf2bad92b7aff1a4bc05550ba81df4b96fabf41c12c7b00e60e48db7e152",
              "4f07afedfdc3b6c2361823d3",
              "",
              "be3308f72a2c6aed",
              "cf332a12fdee800b602e8d7c4799d62c140c9bb834876b09"),
          new Vector(
              "Wycheproof 15 bytes",
              "67119627bd988eda906219e08c0d0d779a07d208ce8a4fe0709af755eeec6dcb",
              "68ab7fdbf61901dad461d23c",
              "",
              "51f8c1f731ea14acdb210a6d973e07",
              "43fc101bff4b32bfadd3daf57a590eec04aacb7148a8b8be44cb7eaf4efa69"));

  @ParameterizedTest
  @ValueSource(strings = {"JDK", "AWS-LC"})
  void everyVectorSealsAndOpens(String name) {
    Engine engine = engine(name);
    for (Vector vector : VECTORS) {
      byte[] plain = hex(vector.plain());
      try (DataKey key = DataKey.adopt(hex(vector.key()));
          Aead aead = new AesGcmProvider(() -> engine, () -> engine).open(key)) {
        ByteBuffer sealed = ByteBuffer.allocate(plain.length + 16);
        aead.seal(wrap(vector.nonce()), wrap(vector.facts()), ByteBuffer.wrap(plain), sealed);
        assertEquals(vector.sealed(), HexFormat.of().formatHex(sealed.array()), vector.name());
        ByteBuffer opened = ByteBuffer.allocate(plain.length);
        aead.open(wrap(vector.nonce()), wrap(vector.facts()), sealed.flip(), opened);
        assertArrayEquals(plain, opened.array(), vector.name());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"JDK", "AWS-LC"})
  void everyVectorWithAChangedBitIsRefused(String name) {
    Engine engine = engine(name);
    for (Vector vector : VECTORS) {
      try (DataKey key = DataKey.adopt(hex(vector.key()));
          Aead aead = new AesGcmProvider(() -> engine, () -> engine).open(key)) {
        byte[] sealed = hex(vector.sealed());
        for (int bit = 0; bit < sealed.length * 8; bit++) {
          byte[] changed = sealed.clone();
          changed[bit / 8] ^= (byte) (1 << (bit % 8));
          ByteBuffer opened = ByteBuffer.allocate(sealed.length);
          assertThrows(
              NotAuthentic.class,
              () ->
                  aead.open(
                      wrap(vector.nonce()),
                      wrap(vector.facts()),
                      ByteBuffer.wrap(changed),
                      opened));
          assertArrayEquals(new byte[sealed.length], opened.array());
        }
      }
    }
  }

  static Engine engine(String name) {
    return name.equals("JDK") ? Engine.JDK : Engines.settled();
  }

  private static ByteBuffer wrap(String digits) {
    return ByteBuffer.wrap(hex(digits));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
