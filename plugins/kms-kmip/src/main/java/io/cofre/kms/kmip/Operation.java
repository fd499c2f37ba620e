package io.cofre.kms.kmip;

/// The operations in use.
enum Operation {
  CREATE(0x01, false),
  REKEY(0x04, false),
  LOCATE(0x08, true),
  GET_ATTRIBUTES(0x0B, true),
  MODIFY_ATTRIBUTE(0x0E, false),
  ACTIVATE(0x12, false),
  REVOKE(0x13, false),
  DESTROY(0x14, false),
  QUERY(0x18, true),
  DISCOVER_VERSIONS(0x1E, true),
  ENCRYPT(0x1F, true),
  DECRYPT(0x20, true);

  private final int code;
  private final boolean harmless;

  Operation(int code, boolean harmless) {
    this.code = code;
    this.harmless = harmless;
  }

  int code() {
    return code;
  }

  /// Whether the server is the same after it was asked twice: only then may a request go to a
  /// connection that the server may have closed, and to a fresh one if it had.
  boolean harmless() {
    return harmless;
  }
}
