package io.cofre.core.checksum;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// A checksum that is being computed, by one thread.
sealed interface RunningChecksum {

  /// Take more content.
  void update(byte[] bytes, int offset, int length);

  /// The raw value; nothing may be taken afterwards.
  byte[] value();

  /// Begin one.
  static RunningChecksum of(ChecksumAlgorithm algorithm) {
    return switch (algorithm) {
      case CRC32 -> new Cyclic(new CRC32(), 4);
      case CRC32C -> new Cyclic(new CRC32C(), 4);
      case CRC64NVME -> new Cyclic(new Crc64Nvme(), 8);
      case SHA1 -> new Hashed(digest("SHA-1"));
      case SHA256 -> new Hashed(digest("SHA-256"));
    };
  }

  /// Find a hash function that every JDK has.
  static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the Java runtime lacks " + name, e);
    }
  }

  /// A cyclic redundancy check, big-endian.
  record Cyclic(java.util.zip.Checksum crc, int bytes) implements RunningChecksum {
    @Override
    public void update(byte[] content, int offset, int length) {
      crc.update(content, offset, length);
    }

    @Override
    public byte[] value() {
      byte[] all = ByteBuffer.allocate(8).putLong(crc.getValue()).array();
      return Arrays.copyOfRange(all, 8 - bytes, 8);
    }
  }

  /// A hash.
  record Hashed(MessageDigest hash) implements RunningChecksum {
    @Override
    public void update(byte[] content, int offset, int length) {
      hash.update(content, offset, length);
    }

    @Override
    public byte[] value() {
      return hash.digest();
    }
  }
}
