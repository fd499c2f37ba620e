package io.cofre.cipher.chacha;

import module java.base;

import io.cofre.api.cipher.NotAuthentic;

/// Tries an engine before it is trusted: the example of RFC 8439, section 2.8.2, sealed, opened,
/// and opened with a changed tag.
final class SelfTest {
  private static final byte[] KEY =
      hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
  private static final byte[] NONCE = hex("070000004041424344454647");
  private static final byte[] FACTS = hex("50515253c0c1c2c3c4c5c6c7");
  private static final byte[] PLAIN =
      ("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future,"
              + " sunscreen would be it.")
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SEALED =
      hex(
          "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6"
              + "3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36"
              + "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
              + "3ff4def08e4b7a9de576d26586cec64b6116"
              + "1ae10b594f09e26a7e902ecbd0600691");

  private SelfTest() {}

  static void run(Engine engine) throws GeneralSecurityException {
    try (var aead = new ChaChaAead(engine, new ChaChaKey(KEY))) {
      ByteBuffer sealed = ByteBuffer.allocate(SEALED.length);
      aead.seal(ByteBuffer.wrap(NONCE), ByteBuffer.wrap(FACTS), ByteBuffer.wrap(PLAIN), sealed);
      require(Arrays.equals(SEALED, sealed.array()));
      ByteBuffer plain = ByteBuffer.allocate(PLAIN.length);
      aead.open(ByteBuffer.wrap(NONCE), ByteBuffer.wrap(FACTS), sealed.flip(), plain);
      require(Arrays.equals(PLAIN, plain.array()));
      require(refuses(aead, sealed));
    }
  }

  private static boolean refuses(ChaChaAead aead, ByteBuffer sealed) {
    sealed.clear().put(SEALED.length - 1, (byte) 0);
    try {
      ByteBuffer plain = ByteBuffer.allocate(PLAIN.length);
      aead.open(ByteBuffer.wrap(NONCE), ByteBuffer.wrap(FACTS), sealed, plain);
      return false;
    } catch (NotAuthentic _) {
      return true;
    }
  }

  private static void require(boolean holds) throws GeneralSecurityException {
    if (!holds) {
      throw new GeneralSecurityException("it fails a published test of ChaCha20-Poly1305");
    }
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
