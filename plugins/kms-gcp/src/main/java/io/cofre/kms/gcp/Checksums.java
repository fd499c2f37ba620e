package io.cofre.kms.gcp;

import com.google.common.hash.Hashing;
import com.google.protobuf.ByteString;

/// CRC32C, which Google's services check on what they get and send with what they give.
final class Checksums {
  private Checksums() {}

  static long of(ByteString bytes) {
    return Hashing.crc32c().hashBytes(bytes.asReadOnlyByteBuffer()).padToLong();
  }
}
