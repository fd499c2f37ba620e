package io.cofre.kmip.wire;

/// The operations in use (KMIP 2.1, section 6.1; 1.4, section 4).
public enum Operation {
  /// Make an object.
  CREATE(0x01, false),
  /// Replace an object by a fresh one.
  REKEY(0x04, false),
  /// Find objects.
  LOCATE(0x08, true),
  /// Tell attributes of an object.
  GET_ATTRIBUTES(0x0B, true),
  /// Change an attribute of an object.
  MODIFY_ATTRIBUTE(0x0E, false),
  /// Let an object be used.
  ACTIVATE(0x12, false),
  /// Let an object be used no more.
  REVOKE(0x13, false),
  /// Destroy what an object holds.
  DESTROY(0x14, false),
  /// Tell what the server offers.
  QUERY(0x18, true),
  /// Tell which versions of the protocol the server speaks.
  DISCOVER_VERSIONS(0x1E, true),
  /// Encrypt under an object.
  ENCRYPT(0x1F, true),
  /// Decrypt under an object.
  DECRYPT(0x20, true);

  private final int code;
  private final boolean harmless;

  Operation(int code, boolean harmless) {
    this.code = code;
    this.harmless = harmless;
  }

  /// The code of the enumeration.
  public int code() {
    return code;
  }

  /// Whether the server is the same after it was asked twice: only then may a request go to a
  /// connection that the server may have closed, and to a fresh one if it had.
  public boolean harmless() {
    return harmless;
  }
}
