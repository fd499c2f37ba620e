package io.cofre.core.transport.tls;

import io.cofre.api.plugin.InvalidSettings;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;

/// Reads private keys: PKCS#8 (RFC 5958), RSA's PKCS#1 (RFC 8017) and the EC form (RFC 5915).
final class PrivateKeys {
  private PrivateKeys() {}

  /// Read the key of a certificate.
  ///
  /// @throws InvalidSettings if it is no private key, is encrypted, or belongs to another
  ///   certificate
  static PrivateKey read(Path file, String setting, PublicKey certified) {
    byte[] pkcs8 = pkcs8(Pem.read(file, setting), file, setting);
    try {
      PrivateKey key =
          KeyFactory.getInstance(certified.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      if (!pair(key, certified)) {
        throw new InvalidSettings(setting, file + " is not the key of the certificate in tls-cert");
      }
      return key;
    } catch (InvalidKeySpecException _) {
      throw new InvalidSettings(
          setting,
          file
              + " is damaged, or is not a key for the certificate in tls-cert, whose key is "
              + certified.getAlgorithm());
    } catch (GeneralSecurityException _) {
      throw new InvalidSettings(
          setting, "keys of type " + certified.getAlgorithm() + " are not supported");
    } finally {
      Arrays.fill(pkcs8, (byte) 0);
    }
  }

  private static byte[] pkcs8(List<Pem.Block> blocks, Path file, String setting) {
    for (Pem.Block block : blocks) {
      switch (block.type()) {
        case "PRIVATE KEY" -> {
          return block.bytes();
        }
        case "RSA PRIVATE KEY" -> {
          return Der.rsaToPkcs8(block.bytes());
        }
        case "EC PRIVATE KEY" -> {
          return Der.ecToPkcs8(block.bytes())
              .orElseThrow(() ->
                  new InvalidSettings(
                      setting,
                      file
                          + " is an EC key without the name of its curve: convert it with"
                          + " 'openssl pkcs8 -topk8 -nocrypt'"));
        }
        case "ENCRYPTED PRIVATE KEY" ->
            throw new InvalidSettings(
                setting,
                file
                    + " is encrypted with a password, which a server cannot ask for: decrypt it"
                    + " with 'openssl pkey' and protect the file with permissions");
        default -> {} // parameters and certificates may stand beside the key
      }
    }
    throw new InvalidSettings(setting, file + " holds no private key");
  }

  private static boolean pair(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
    String algorithm =
        switch (certified.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case "EdDSA" -> "EdDSA";
          case "RSASSA-PSS" -> "RSASSA-PSS";
          default -> throw new GeneralSecurityException("no signature for this key");
        };
    byte[] challenge = new byte[32];
    new SecureRandom().nextBytes(challenge);
    Signature signature = Signature.getInstance(algorithm);
    try {
      signature.initSign(key);
      signature.update(challenge);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(challenge);
      return signature.verify(signed);
    } catch (java.security.SignatureException | java.security.InvalidKeyException _) {
      return false; // of another curve or length: not a pair
    }
  }
}
