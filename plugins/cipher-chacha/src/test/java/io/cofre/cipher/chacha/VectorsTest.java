package io.cofre.cipher.chacha;

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
  private record Vector(
      String name, String key, String nonce, String facts, String plain, String sealed) {}

  private static final List<Vector> VECTORS =
      List.of(
          // RFC 8439, section 2.8.2 and appendix A.5
          new Vector(
              "RFC 8439 2.8.2",
              "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f",
              "070000004041424344454647",
              "50515253c0c1c2c3c4c5c6c7",
              "4c616469657320616e642047656e746c656d656e206f662074686520636c6173"
                  + "73206f66202739393a204966204920636f756c64206f6666657220796f75206f"
                  + "6e6c79206f6e652074697020666f7220746865206675747572652c2073756e73"
                  + "637265656e20776f756c642062652069742e",
              "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6"
                  + "3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36"
                  + "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
                  + "3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd060"
                  + "0691"),
          new Vector(
              "RFC 8439 A.5",
              "1c9240a5eb55d38af333888604f6b5f0473917c1402b80099dca5cbc207075c0",
              "000000000102030405060708",
              "f33388860000000000004e91",
              "496e7465726e65742d4472616674732061726520647261667420646f63756d65"
                  + "6e74732076616c696420666f722061206d6178696d756d206f6620736978206d"
                  + "6f6e74687320616e64206d617920626520757064617465642c207265706c6163"
                  + "65642c206f72206f62736f6c65746564206279206f7468657220646f63756d65"
                  + "6e747320617420616e792074696d652e20497420697320696e617070726f7072"
                  + "6961746520746f2075736520496e7465726e65742d4472616674732061732072"
                  + "65666572656e6365206d6174657269616c206f7220746f206369746520746865"
                  + "6d206f74686572207468616e206173202fe2809c776f726b20696e2070726f67"
                  + "726573732e2fe2809d",
              "64a0861575861af460f062c79be643bd5e805cfd345cf389f108670ac76c8cb2"
                  + "4c6cfc18755d43eea09ee94e382d26b0bdb7b73c321b0100d4f03b7f355894cf"
                  + "332f830e710b97ce98c8a84abd0b948114ad176e008d33bd60f982b1ff37c855"
                  + "9797a06ef4f0ef61c186324e2b3506383606907b6a7c02b0f9f6157b53c867e4"
                  + "b9166c767b804d46a59b5216cde7a4e99040c5a40433225ee282a1b0a06c523e"
                  + "af4534d7f83fa1155b0047718cbc546a0d072b04b3564eea1b422273f548271a"
                  + "0bb2316053fa76991955ebd63159434ecebb4e466dae5a1073a6727627097a10"
                  + "49e617d91d361094fa68f0ff77987130305beaba2eda04df997b714d6c6f2c29"
                  + "a6ad5cb4022b02709beead9d67890cbb22392336fea1851f38"),
          // Project Wycheproof, chacha20_poly1305_test.json
          new Vector(
              "Wycheproof empty",
              "80ba3192c803ce965ea371d5ff073cf0f43b6a2ab576b208426e11409c09b9b0",
              "4da5bf8dfd5852c1ea12379d",
              "",
              "",
              "76acb342cf3166a5b63c0c0ea1383c8d"),
          new Vector(
              "Wycheproof associated data only",
              "7a4cd759172e02eb204db2c3f5c746227df584fc1345196391dbb9577a250742",
              "a92ef0ac991dd516a3c6f689",
              "bd506764f2d2c410",
              "",
              "906fa6284b52f87b7359cbaa7563c709"),
          new Vector(
              "Wycheproof 1 byte",
              "cc56b680552eb75008f5484b4cb803fa5063ebd6eab91f6ab6aef4916a766273",
              "99e23ec48985bccdeeab60f1",
              "",
              "2a",
              "3acac27dec0968801e9f6eded69d807522"));

  @ParameterizedTest
  @ValueSource(strings = {"JDK", "Conscrypt"})
  void everyVectorSealsAndOpens(String name) {
    Engine engine = engine(name);
    for (Vector vector : VECTORS) {
      byte[] plain = hex(vector.plain());
      try (DataKey key = DataKey.adopt(hex(vector.key()));
          Aead aead = new ChaChaProvider(() -> engine).open(key)) {
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
  @ValueSource(strings = {"JDK", "Conscrypt"})
  void everyVectorWithAChangedBitIsRefused(String name) {
    Engine engine = engine(name);
    for (Vector vector : VECTORS) {
      try (DataKey key = DataKey.adopt(hex(vector.key()));
          Aead aead = new ChaChaProvider(() -> engine).open(key)) {
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
    return name.equals("JDK") ? Engine.JDK : Conscrypted.engine();
  }

  private static ByteBuffer wrap(String digits) {
    return ByteBuffer.wrap(hex(digits));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
