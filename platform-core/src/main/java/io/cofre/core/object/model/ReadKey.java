package io.cofre.core.object.model;

import io.cofre.api.cipher.DataKey;

/// What a client brings to read an object, or to add to an upload.
public sealed interface ReadKey {
  /// Nothing.
  ReadKey NONE = new None();

  /// No key.
  record None() implements ReadKey {}

  /// The key that the object was stored with (SSE-C).
  ///
  /// @param key whoever received it from the client closes it
  record Customer(DataKey key) implements ReadKey {}
}
