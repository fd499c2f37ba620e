package io.cofre.kms.kes;

import module cofre.api;
import module java.base;

import io.cofre.kms.http.Sha256;

/// An API key of KES: `kes:v1:` and the Base64 of a zero byte and an Ed25519 seed of 32 bytes.
final class ApiKey {
  private static final String PREFIX = "kes:v1:";
  private static final int SEED = 32;

  private ApiKey() {}

  /// Make the pair of keys that an API key stands for.
  static KeyPair pair(Secret text, String setting) {
    byte[] bytes = decoded(text);
    try {
      if (bytes.length != 1 + SEED || bytes[0] != 0) {
        throw new InvalidSettings(
            setting, "this is no API key of KES: expected kes:v1: and 44 characters of Base64");
      }
      var generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(255, new Seeded(Arrays.copyOfRange(bytes, 1, bytes.length)));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static byte[] decoded(Secret text) {
    return text.useUtf8(utf8 -> {
      int start = text.use(c -> new String(c).startsWith(PREFIX)) ? PREFIX.length() : 0;
      try {
        return Base64.getDecoder().decode(Arrays.copyOfRange(utf8, start, utf8.length));
      } catch (IllegalArgumentException _) {
        return new byte[0];
      }
    });
  }

  /// The name by which a KES server knows a client: SHA-256 of its public key (the encoded
  /// SubjectPublicKeyInfo), in hexadecimal.
  static String identity(PublicKey key) {
    return HexFormat.of().formatHex(Sha256.of(key.getEncoded()));
  }

  /// Gives the seed where the generator asks for randomness: the private key is the seed (RFC 8032,
  /// 5.1.5), and the JDK computes the public key nowhere else.
  private static final class Seeded extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] seed;

    Seeded(byte[] seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
      Arrays.fill(seed, (byte) 0);
    }
  }
}
