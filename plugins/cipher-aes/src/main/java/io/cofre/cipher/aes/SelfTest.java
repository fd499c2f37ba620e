package io.cofre.cipher.aes;

import module java.base;

import io.cofre.api.cipher.NotAuthentic;

/// Tries an engine before it is trusted: test case 16 of McGrew and Viega, "The Galois/Counter Mode
/// of Operation", sealed, opened, and opened with a changed tag.
final class SelfTest {
  private static final byte[] KEY = hex("feffe9928665731c6d6a8f9467308308".repeat(2));
  private static final byte[] NONCE = hex("cafebabefacedbaddecaf888");
  private static final byte[] FACTS = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
  private static final byte[] PLAIN =
      hex(
          "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
              + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
  private static final byte[] SEALED =
      hex(
          "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
              + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
              + "76fc6ece0f4e1768cddf8853bb2d551b");

  private SelfTest() {}

  static void run(Engine engine) throws GeneralSecurityException {
    try (var aead = new GcmAead(engine.cipher(), new AesKey(KEY))) {
      ByteBuffer sealed = ByteBuffer.allocate(SEALED.length);
      aead.seal(ByteBuffer.wrap(NONCE), ByteBuffer.wrap(FACTS), ByteBuffer.wrap(PLAIN), sealed);
      require(Arrays.equals(SEALED, sealed.array()));
      ByteBuffer plain = ByteBuffer.allocate(PLAIN.length);
      aead.open(ByteBuffer.wrap(NONCE), ByteBuffer.wrap(FACTS), sealed.flip(), plain);
      require(Arrays.equals(PLAIN, plain.array()));
      require(refuses(aead, sealed));
    }
  }

  private static boolean refuses(GcmAead aead, ByteBuffer sealed) {
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
      throw new GeneralSecurityException("it fails a published test of AES-GCM");
    }
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
