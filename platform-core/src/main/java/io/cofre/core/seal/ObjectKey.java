package io.cofre.core.seal;

import io.cofre.api.cipher.DataKey;

/// The random key of one object version, and how it is kept; whoever receives it closes it.
///
/// @param plain 256 bits
/// @param wrapping the same key, wrapped
public record ObjectKey(DataKey plain, Wrapping wrapping) implements AutoCloseable {

  @Override
  public void close() {
    plain.close();
  }
}
