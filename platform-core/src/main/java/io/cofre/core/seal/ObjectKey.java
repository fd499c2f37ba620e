package io.cofre.core.seal;

import io.cofre.api.cipher.DataKey;

/// The random key of one object version, with its envelope; whoever receives it closes it.
///
/// @param plain 256 bits
/// @param envelope the same key, wrapped
public record ObjectKey(DataKey plain, Envelope envelope) implements AutoCloseable {

  @Override
  public void close() {
    plain.close();
  }
}
