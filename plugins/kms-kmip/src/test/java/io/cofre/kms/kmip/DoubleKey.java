package io.cofre.kms.kmip;

import io.cofre.kmip.wire.ManagedObject;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A key of the double.
final class DoubleKey {
  final String id;
  final List<String> names = new ArrayList<>();
  final long initial = Instant.now().getEpochSecond();
  final byte[] material = new byte[32];
  int state = ManagedObject.PRE_ACTIVE;
  String replaced = "";

  DoubleKey(String id) {
    this.id = id;
    new SecureRandom().nextBytes(material);
  }

  byte[] gcm(int mode, byte[] nonce, byte[] associated, byte[] data) throws KmipDouble.Failure {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(material, "AES"), new GCMParameterSpec(128, nonce));
      cipher.updateAAD(associated);
      return cipher.doFinal(data);
    } catch (AEADBadTagException e) {
      throw new KmipDouble.Failure(0x0A, "the tag does not match");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] cbc(int mode, byte[] iv, byte[] data) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(mode, new SecretKeySpec(material, "AES"), new IvParameterSpec(iv));
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
