package io.cofre.core.seal;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Makes tags of contents that tell nothing to whoever lacks the object's key: the first 16 bytes
/// of HMAC-SHA-256(K, MD5 of the content), where K = HKDF-SHA-256(the object key, no salt, info =
/// `CofreET1`). The same content has the same tag under one key, and another under every other.
public final class KeyedTag {
  private static final byte[] MARK = {'C', 'o', 'f', 'r', 'e', 'E', 'T', '1'};
  private static final int BYTES = 16;

  private KeyedTag() {}

  /// Make a tag.
  ///
  /// @param md5 of the content
  public static byte[] of(ObjectKey key, byte[] md5) {
    return key.plain()
        .use(bytes -> {
          byte[] derived = new byte[0];
          try {
            derived =
                KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract().addIKM(bytes).thenExpand(MARK, 32));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(derived, "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(md5), BYTES);
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK from 25 on has HKDF and HMAC", e);
          } finally {
            Arrays.fill(derived, (byte) 0);
          }
        });
  }
}
