package io.cofre.core.seal.v1;

import io.cofre.api.cipher.DataKey;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// Derives the key of one body's segments: HKDF-SHA-256, RFC 5869.
final class SegmentKeys {
  private SegmentKeys() {}

  static DataKey derive(DataKey key, byte[] salt, byte[] info, int length) {
    return DataKey.adopt(key.use(ikm -> expand(ikm, salt, info, length)));
  }

  private static byte[] expand(byte[] ikm, byte[] salt, byte[] info, int length) {
    try {
      // A KDF is cheap to make and not promised to be thread-safe.
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract().addIKM(ikm).addSalt(salt).thenExpand(info, length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK from 25 on has HKDF-SHA256", e);
    }
  }
}
