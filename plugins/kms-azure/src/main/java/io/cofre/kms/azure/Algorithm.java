package io.cofre.kms.azure;

import java.util.Arrays;

/// How the service wraps.
enum Algorithm {
  /// For RSA keys of vaults.
  RSA_OAEP_256(1, "RSA-OAEP-256", "RSA"),
  /// For AES keys of a Managed HSM (RFC 3394).
  A256KW(2, "A256KW", "oct-HSM"),
  /// For AES keys of a Managed HSM; the only one that binds the context.
  A256GCM(3, "A256GCM", "oct-HSM");

  private final int layout;
  private final String words;
  private final String keyType;

  Algorithm(int layout, String words, String keyType) {
    this.layout = layout;
    this.words = words;
    this.keyType = keyType;
  }

  /// @throws IllegalArgumentException for another word
  static Algorithm read(String text) {
    return Arrays.stream(values())
        .filter(one -> one.words.equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("expected RSA-OAEP-256, A256KW or A256GCM"));
  }

  byte layout() {
    return (byte) layout;
  }

  String words() {
    return words;
  }

  /// The type of the keys that are made for it.
  String keyType() {
    return keyType;
  }
}
