package io.cofre.core.json;

import java.io.Serial;

/// Says that a text is no JSON document, and where; it repeats nothing of the text.
public final class NotJson extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// Make one.
  public NotJson(String where) {
    super(where);
  }
}
