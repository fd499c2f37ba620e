package io.cofre.core.object.record;

import java.util.Arrays;

/// The two parts of a record. The arrays belong to whoever received them and are not copied.
///
/// @param clear what may be read without the store's key
/// @param secret what may not; sealed or opened
public record ClearAndSecret(byte[] clear, byte[] secret) {

  @Override
  public boolean equals(Object other) {
    return other instanceof ClearAndSecret that
        && Arrays.equals(clear, that.clear)
        && Arrays.equals(secret, that.secret);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(clear);
  }

  @Override
  public String toString() {
    return "ClearAndSecret[" + clear.length + " bytes, " + secret.length + " bytes]";
  }
}
