package io.cofre.cipher.cbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cofre.api.cipher.Aead;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.cipher.NotAuthentic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// The published vector, and what any library of AES and HMAC makes of a sealed segment.
class VectorTest {
  // RFC 7518, appendix B.3
  private static final byte[] KEY =
      hex(
          "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
              + "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f");
  private static final byte[] PLAIN =
      ("A cipher system must not be required to be secret, and it must be able to fall into the"
              + " hands of the enemy without inconvenience")
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] IV = hex("1af38c2dc2b96ffdd86694092341bc04");
  private static final byte[] FACTS =
      "The second principle of Auguste Kerckhoffs".getBytes(StandardCharsets.US_ASCII);
  private static final String E =
      "4affaaadb78c31c5da4b1b590d10ffbd3dd8d5d302423526912da037ecbcc7bd"
          + "822c301dd67c373bccb584ad3e9279c2e6d12a1374b77f077553df829410446b"
          + "36ebd97066296ae6427ea75c2e0846a11a09ccf5370dc80bfecbad28c73f09b3"
          + "a3b75e662a2594410ae496b2e2e6609e31e6e02cc837f053d21f37ff4f51950b"
          + "be2638d09dd7a4930930806d0703b1f6";
  private static final String T =
      "4dd3b4c088a7f45c216839645b2012bf2e6269a8c56a816dbc1b267761955bc5";

  private final Random random = new Random(7);

  /// The nonce whose IV is the vector's, as AES can be turned round.
  private static byte[] nonce() throws GeneralSecurityException {
    return block(Cipher.DECRYPT_MODE, KEY, IV);
  }

  private static byte[] block(int mode, byte[] key, byte[] block) throws GeneralSecurityException {
    Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
    aes.init(mode, new SecretKeySpec(key, 32, 32, "AES"));
    return aes.doFinal(block);
  }

  @Test
  void theVectorOfTheRfcSealsAndOpens() throws GeneralSecurityException {
    byte[] sealed = seal(KEY, nonce(), FACTS, PLAIN);
    assertEquals(E + T, HexFormat.of().formatHex(sealed));
    assertArrayEquals(PLAIN, open(KEY, nonce(), FACTS, sealed));
  }

  @Test
  void everyChangedBitOfTheVectorIsRefused() throws GeneralSecurityException {
    byte[] nonce = nonce();
    byte[] sealed = hex(E + T);
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThrows(NotAuthentic.class, () -> open(KEY, nonce, FACTS, changed));
    }
  }

  @Test
  void aStrangerOpensASegmentWithAesAndHmacAlone() throws GeneralSecurityException {
    for (int size = 0; size < 200; size++) {
      byte[] key = bytes(64);
      byte[] nonce = bytes(16);
      byte[] facts = bytes(random.nextInt(40));
      byte[] plain = bytes(size);
      byte[] sealed = seal(key, nonce, facts, plain);
      int body = sealed.length - 32;
      byte[] iv = block(Cipher.ENCRYPT_MODE, key, nonce);
      assertArrayEquals(
          Arrays.copyOfRange(sealed, body, sealed.length),
          tag(key, facts, iv, Arrays.copyOf(sealed, body)));
      Cipher cbc = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cbc.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, 32, 32, "AES"), new IvParameterSpec(iv));
      assertArrayEquals(plain, cbc.doFinal(sealed, 0, body));
    }
  }

  private static byte[] tag(byte[] key, byte[] facts, byte[] iv, byte[] body)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(key, 0, 32, "HmacSHA512"));
    mac.update(facts);
    mac.update(iv);
    mac.update(body);
    mac.update(ByteBuffer.allocate(8).putLong(facts.length * 8L).array());
    return Arrays.copyOf(mac.doFinal(), 32);
  }

  @Test
  void eitherHalfOfTheKeyCounts() {
    byte[] nonce = bytes(16);
    byte[] sealed = seal(KEY, nonce, FACTS, PLAIN);
    for (int at = 0; at < KEY.length; at++) {
      byte[] other = KEY.clone();
      other[at] ^= 1;
      assertThrows(NotAuthentic.class, () -> open(other, nonce, FACTS, sealed));
    }
  }

  @Test
  void aBadPaddingUnderARightTagIsRefusedTheSameWay() throws GeneralSecurityException {
    byte[] nonce = bytes(16);
    byte[] iv = block(Cipher.ENCRYPT_MODE, KEY, nonce);
    for (byte last : new byte[] {0, 17, 2, (byte) 255}) {
      byte[] padded = new byte[32];
      padded[31] = last;
      Cipher cbc = Cipher.getInstance("AES/CBC/NoPadding");
      cbc.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, 32, 32, "AES"), new IvParameterSpec(iv));
      byte[] body = cbc.doFinal(padded);
      byte[] sealed = Arrays.copyOf(body, 64);
      System.arraycopy(tag(KEY, FACTS, iv, body), 0, sealed, 32, 32);
      assertThrows(NotAuthentic.class, () -> open(KEY, nonce, FACTS, sealed));
    }
  }

  @Test
  void aClosedAeadAndAKeyOfAnotherSizeAreRefused() {
    try (DataKey key = DataKey.adopt(bytes(64))) {
      Aead aead = new CbcHmacProvider().open(key);
      aead.close();
      aead.close();
      assertThrows(
          IllegalStateException.class,
          () ->
              aead.seal(
                  ByteBuffer.allocate(16),
                  ByteBuffer.allocate(0),
                  ByteBuffer.allocate(1),
                  ByteBuffer.allocate(48)));
    }
    assertThrows(
        IllegalArgumentException.class, () -> new CbcHmacProvider().open(DataKey.random()));
  }

  private static byte[] seal(byte[] key, byte[] nonce, byte[] facts, byte[] plain) {
    ByteBuffer sealed = ByteBuffer.allocate((plain.length / 16 + 1) * 16 + 32);
    try (DataKey copy = DataKey.adopt(key.clone());
        Aead aead = new CbcHmacProvider().open(copy)) {
      aead.seal(ByteBuffer.wrap(nonce), ByteBuffer.wrap(facts), ByteBuffer.wrap(plain), sealed);
    }
    assertEquals(0, sealed.remaining());
    return sealed.array();
  }

  private static byte[] open(byte[] key, byte[] nonce, byte[] facts, byte[] sealed) {
    ByteBuffer plain = ByteBuffer.allocate(sealed.length);
    try (DataKey copy = DataKey.adopt(key.clone());
        Aead aead = new CbcHmacProvider().open(copy)) {
      aead.open(ByteBuffer.wrap(nonce), ByteBuffer.wrap(facts), ByteBuffer.wrap(sealed), plain);
    }
    return Arrays.copyOf(plain.array(), plain.position());
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
