package io.cofre.api.storage;

import java.util.Arrays;

/// A key and its value. The arrays belong to whoever received the entry and are not copied.
///
/// @param key the key
/// @param value the value
/// @since 0.1
public record MetadataEntry(byte[] key, byte[] value) {

  @Override
  public boolean equals(Object other) {
    return other instanceof MetadataEntry that
        && Arrays.equals(key, that.key)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(key) + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return "MetadataEntry[" + key.length + " bytes, " + value.length + " bytes]";
  }
}
