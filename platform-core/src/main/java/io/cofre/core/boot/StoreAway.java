package io.cofre.core.boot;

import java.io.Serial;

/// Says that the KMS that holds the key of the store does not answer for now.
final class StoreAway extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  StoreAway(String message, Throwable cause) {
    super(message, cause);
  }
}
