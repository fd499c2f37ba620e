package io.cofre.api.cipher;

import java.io.Serial;

/// Says that sealed bytes are not what was sealed.
///
/// It carries no detail and no stack trace on purpose: neither may help whoever changed the bytes.
///
/// @since 0.1
public final class NotAuthentic extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// Make one.
  public NotAuthentic() {
    super("not authentic", null, false, false);
  }
}
