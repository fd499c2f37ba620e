package io.cofre.kms.azure;

import java.util.Arrays;

/// How the service wraps.
enum Algorithm {
  /// For RSA keys of vaults.
  RSA_OAEP_256(1, "RSA-OAEP-256", "RSA", 3072, "wrapKey", "unwrapKey"),
  /// For AES keys of a Managed HSM (RFC 3394).
  A256KW(2, "A256KW", "oct-HSM", 256, "wrapKey", "unwrapKey"),
  /// For AES keys of a Managed HSM; the only one that binds the context.
  A256GCM(3, "A256GCM", "oct-HSM", 256, "encrypt", "decrypt");

  final byte layout;
  final String words;

  /// The type and size of the keys that are made for it.
  final String keyType;

  final int keySize;

  /// What such a key may do; in lower case, also the paths of that.
  final String wrap;

  final String unwrap;

  Algorithm(int layout, String words, String keyType, int keySize, String wrap, String unwrap) {
    this.layout = (byte) layout;
    this.words = words;
    this.keyType = keyType;
    this.keySize = keySize;
    this.wrap = wrap;
    this.unwrap = unwrap;
  }

  /// @throws IllegalArgumentException for another word
  static Algorithm read(String text) {
    return Arrays.stream(values())
        .filter(one -> one.words.equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("expected RSA-OAEP-256, A256KW or A256GCM"));
  }

  boolean bindsContext() {
    return this == A256GCM;
  }
}
