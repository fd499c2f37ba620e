package io.cofre.core.s3.sse;

import io.cofre.core.object.model.ReadKey;

/// A key that a client brings, or none; closing it wipes the key.
///
/// @param key the key
public record Brought(ReadKey key) implements AutoCloseable {
  @Override
  public void close() {
    if (key instanceof ReadKey.Customer(var bytes)) {
      bytes.close();
    }
  }
}
