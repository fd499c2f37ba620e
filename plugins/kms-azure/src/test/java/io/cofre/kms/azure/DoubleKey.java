package io.cofre.kms.azure;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/// A key of the double, with its versions, the oldest first.
final class DoubleKey {
  private static final SecureRandom RANDOM = new SecureRandom();

  /// One version.
  static final class Version {
    final String id = HexFormat.of().formatHex(random(16));
    final Key open;
    final Key secret;
    boolean enabled = true;
    long expires = Long.MAX_VALUE;

    Version(String type) throws GeneralSecurityException {
      if (type.equals("RSA")) {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048); // what is asked for is 3072; making those takes long
        KeyPair pair = generator.generateKeyPair();
        open = pair.getPublic();
        secret = pair.getPrivate();
      } else {
        open = new SecretKeySpec(random(32), "AES");
        secret = open;
      }
    }

    byte[] wrap(String algorithm, byte[] plain) throws GeneralSecurityException {
      Cipher cipher = cipher(algorithm);
      if (algorithm.equals("A256KW")) {
        cipher.init(Cipher.WRAP_MODE, open);
        return cipher.wrap(new SecretKeySpec(plain, "AES"));
      }
      cipher.init(Cipher.ENCRYPT_MODE, open, oaep());
      return cipher.doFinal(plain);
    }

    byte[] unwrap(String algorithm, byte[] wrapped) throws GeneralSecurityException {
      Cipher cipher = cipher(algorithm);
      if (algorithm.equals("A256KW")) {
        cipher.init(Cipher.UNWRAP_MODE, secret);
        return cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded();
      }
      cipher.init(Cipher.DECRYPT_MODE, secret, oaep());
      return cipher.doFinal(wrapped);
    }

    byte[] gcm(int mode, byte[] iv, byte[] aad, byte[] data) throws GeneralSecurityException {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, secret, new GCMParameterSpec(128, iv));
      cipher.updateAAD(aad);
      return cipher.doFinal(data);
    }

    private static Cipher cipher(String algorithm) throws GeneralSecurityException {
      return Cipher.getInstance(
          algorithm.equals("A256KW") ? "AESWrap" : "RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
    }

    private static OAEPParameterSpec oaep() {
      return new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
    }
  }

  final String name;
  final String type;
  final List<Version> versions = new ArrayList<>();
  boolean deleted;

  /// Its deletion is being carried out: it is listed, and neither here nor among the deleted.
  boolean leaving;

  DoubleKey(String name, String type) throws GeneralSecurityException {
    this.name = name;
    this.type = type;
    versions.add(new Version(type));
  }

  DoubleKey rotate() throws GeneralSecurityException {
    versions.add(new Version(type));
    return this;
  }

  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    return Arrays.copyOf(bytes, size);
  }
}
