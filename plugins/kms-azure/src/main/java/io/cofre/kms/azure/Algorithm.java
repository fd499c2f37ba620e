package io.cofre.kms.azure;

/// How the service wraps, by its word for it, and what keys are made for that: their type and size,
/// and what they may do, which in lower case is also the path of doing it.
enum Algorithm {
  /// For RSA keys of vaults.
  RSA_OAEP_256(1, "RSA", 3072, "wrapKey", "unwrapKey"),
  /// For AES keys of a Managed HSM (RFC 3394).
  A256KW(2, "oct-HSM", 256, "wrapKey", "unwrapKey"),
  /// For AES keys of a Managed HSM; the only one that binds the context.
  A256GCM(3, "oct-HSM", 256, "encrypt", "decrypt");

  final byte layout;
  final String type;
  final int size;
  final String wrap;
  final String unwrap;

  Algorithm(int layout, String type, int size, String wrap, String unwrap) {
    this.layout = (byte) layout;
    this.type = type;
    this.size = size;
    this.wrap = wrap;
    this.unwrap = unwrap;
  }

  boolean bindsContext() {
    return this == A256GCM;
  }

  @Override
  public String toString() {
    return name().replace('_', '-');
  }
}
