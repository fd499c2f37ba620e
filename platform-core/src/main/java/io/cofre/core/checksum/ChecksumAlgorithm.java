package io.cofre.core.checksum;

/// The checksum algorithms that S3 clients may ask for.
public enum ChecksumAlgorithm {
  /// CRC-32 of IEEE 802.3, 4 bytes.
  CRC32(4, true),
  /// CRC-32C of RFC 3720, 4 bytes.
  CRC32C(4, true),
  /// CRC-64/NVME, 8 bytes.
  CRC64NVME(8, true),
  /// SHA-1, 20 bytes.
  SHA1(20, false),
  /// SHA-256, 32 bytes.
  SHA256(32, false);

  private final int bytes;
  private final boolean combines;

  ChecksumAlgorithm(int bytes, boolean combines) {
    this.bytes = bytes;
    this.combines = combines;
  }

  /// The length of a value in bytes.
  public int bytes() {
    return bytes;
  }

  /// Whether the checksum of a whole can be computed from those of its parts.
  public boolean combines() {
    return combines;
  }
}
