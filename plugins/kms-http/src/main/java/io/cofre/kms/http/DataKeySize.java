package io.cofre.kms.http;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KmsException;
import java.util.Arrays;
import java.util.function.Supplier;

/// Holds a KMS to data keys of 256 bits, both ways.
public final class DataKeySize {
  private DataKeySize() {}

  /// Refuse to wrap a key of another size.
  ///
  /// @throws IllegalArgumentException if it has one
  public static void require(DataKey dataKey) {
    if (dataKey.size() != DataKey.SIZE) {
      throw new IllegalArgumentException("a data key has 32 bytes");
    }
  }

  /// Take over the bytes that a KMS unwrapped. Bytes of another size are wiped.
  ///
  /// @param other makes the failure for them
  public static DataKey adopt(byte[] bytes, Supplier<KmsException> other) {
    if (bytes.length != DataKey.SIZE) {
      Arrays.fill(bytes, (byte) 0);
      throw other.get();
    }
    return DataKey.adopt(bytes);
  }
}
