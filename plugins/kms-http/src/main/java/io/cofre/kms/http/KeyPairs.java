package io.cofre.kms.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/// Tells whether a private key belongs to a public one.
final class KeyPairs {
  private KeyPairs() {}

  /// @return the private key
  /// @throws GeneralSecurityException if it belongs to another public key
  static PrivateKey matching(PublicKey open, PrivateKey key) throws GeneralSecurityException {
    byte[] text = "a pair".getBytes(StandardCharsets.US_ASCII);
    var signature = Signature.getInstance(algorithm(open));
    signature.initSign(key);
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(open);
    signature.update(text);
    if (!signature.verify(signed)) {
      throw new GeneralSecurityException("the private key is not that of the certificate");
    }
    return key;
  }

  private static String algorithm(PublicKey open) {
    return switch (open.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> open.getAlgorithm(); // EdDSA, ML-DSA
    };
  }
}
