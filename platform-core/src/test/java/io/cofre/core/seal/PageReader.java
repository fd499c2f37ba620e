package io.cofre.core.seal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Opens bodies of format 1 with AES-256-GCM as `docs/format.md` describes them, with nothing but
/// the JDK: what it shares with the platform is the page.
final class PageReader {
  private static final int SALT = 32;
  private static final int PREFIX = 7;
  private static final int HEADER = 1 + SALT + PREFIX;
  private static final int TAG = 16;

  private PageReader() {}

  static byte[] open(byte[] key, SortedMap<String, String> facts, byte[] sealed)
      throws GeneralSecurityException {
    int segmentBytes = Integer.parseInt(facts.get("cofre:segment"));
    return open(key, associated(facts), segmentBytes, sealed);
  }

  static byte[] open(byte[] key, byte[] associated, int segmentBytes, byte[] sealed)
      throws GeneralSecurityException {
    if (sealed.length < HEADER + TAG || sealed[0] != HEADER) {
      throw new GeneralSecurityException("not a body of format 1");
    }
    byte[] salt = Arrays.copyOfRange(sealed, 1, 1 + SALT);
    byte[] prefix = Arrays.copyOfRange(sealed, 1 + SALT, HEADER);
    byte[] segmentKey = segmentKey(key, salt, associated);
    var plain = new ByteArrayOutputStream();
    int index = 0;
    int start = HEADER;
    do {
      int end = (int) Math.min((index + 1L) * segmentBytes, sealed.length);
      Cipher aes = Cipher.getInstance("AES/GCM/NoPadding");
      byte[] nonce = nonce(prefix, index, end == sealed.length);
      var place = new GCMParameterSpec(8 * TAG, nonce);
      aes.init(Cipher.DECRYPT_MODE, new SecretKeySpec(segmentKey, "AES"), place);
      plain.writeBytes(aes.doFinal(sealed, start, end - start));
      index++;
      start = end;
    } while (start < sealed.length);
    return plain.toByteArray();
  }

  static byte[] associated(SortedMap<String, String> facts) {
    var out = new ByteArrayOutputStream();
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      for (String text : new String[] {fact.getKey(), fact.getValue()}) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(ByteBuffer.allocate(4).putInt(utf8.length).array());
        out.writeBytes(utf8);
      }
    }
    return out.toByteArray();
  }

  static byte[] segmentKey(byte[] key, byte[] salt, byte[] associated)
      throws GeneralSecurityException {
    var recipe = HKDFParameterSpec.ofExtract().addIKM(key).addSalt(salt);
    return KDF.getInstance("HKDF-SHA256").deriveData(recipe.thenExpand(associated, 32));
  }

  static byte[] nonce(byte[] prefix, int index, boolean last) {
    return ByteBuffer.allocate(12).put(prefix).putInt(index).put((byte) (last ? 1 : 0)).array();
  }
}
