package io.cofre.core.json;

import java.io.Serial;

/// Says which field of a document is wrong and what was expected; it never repeats a value.
public final class WrongField extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// Make one.
  public WrongField(String message) {
    super(message);
  }
}
