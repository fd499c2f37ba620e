package io.cofre.core.s3.sse;

import io.cofre.core.object.model.EncryptionChoice;

/// What a client says of how its object shall be sealed; closing it wipes a key that it holds.
///
/// @param choice what the client says
public record Chosen(EncryptionChoice choice) implements AutoCloseable {
  @Override
  public void close() {
    if (choice instanceof EncryptionChoice.ByCustomer(var key)) {
      key.close();
    }
  }
}
