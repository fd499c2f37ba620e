package io.cofre.cipher.cbc;

import module java.base;

/// The tag of RFC 7518, section 5.2.2.1: the first half of HMAC-SHA-512 over A ‖ IV ‖ E ‖ AL.
final class Tagging {
  private final Mac mac = mac();
  private final SecretBytes key;

  /// Takes the MAC key, the first bytes of a key of the cipher; copies them.
  Tagging(byte[] key, int length) {
    this.key = new SecretBytes("HmacSHA512", Arrays.copyOf(key, length));
  }

  private static Mac mac() {
    try {
      return Mac.getInstance("HmacSHA512");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-512", e);
    }
  }

  /// Compute a tag; reads the associated data to its limit.
  byte[] tag(ByteBuffer associated, byte[] iv, Region ciphertext) throws GeneralSecurityException {
    long bits = associated.remaining() * 8L;
    mac.init(key);
    mac.update(associated);
    mac.update(iv);
    mac.update(ciphertext.bytes(), ciphertext.offset(), ciphertext.length());
    mac.update(ByteBuffer.allocate(Long.BYTES).putLong(bits).flip());
    return Arrays.copyOf(mac.doFinal(), CbcHmacProvider.TAG);
  }

  /// Whether a tag is right, in time that does not depend on where it is not.
  static boolean same(byte[] tag, Region sealed, int at) {
    int from = sealed.offset() + at;
    return MessageDigest.isEqual(
        tag, Arrays.copyOfRange(sealed.bytes(), from, from + CbcHmacProvider.TAG));
  }

  void close() {
    key.destroy();
  }
}
