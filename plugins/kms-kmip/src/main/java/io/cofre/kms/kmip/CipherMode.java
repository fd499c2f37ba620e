package io.cofre.kms.kmip;

import io.cofre.kmip.wire.ProtocolVersion;

/// Which cipher of the server wraps.
enum CipherMode {
  /// GCM where the server's version of the protocol has it.
  AUTO,
  /// GCM, whatever the version.
  GCM,
  /// CBC, and GCM here.
  CBC;

  byte layout(ProtocolVersion version) {
    boolean able = version.isAtLeast(ProtocolVersion.AUTHENTICATED);
    return this == GCM || (this == AUTO && able) ? Envelope.BY_SERVER : Envelope.BY_SEED;
  }
}
