package io.cofre.kms.gcp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import java.util.zip.CRC32C;

/// CRC32C, which Google's services check on what they get and send with what they give.
final class Checksums {
  private Checksums() {}

  static long of(byte[] bytes) {
    var crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue();
  }

  static long of(ByteString bytes) {
    var crc = new CRC32C();
    crc.update(bytes.asReadOnlyByteBuffer());
    return crc.getValue();
  }

  static Int64Value value(byte[] bytes) {
    return Int64Value.of(of(bytes));
  }
}
