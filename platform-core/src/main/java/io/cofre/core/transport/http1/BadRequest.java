package io.cofre.core.transport.http1;

import java.io.Serial;

/// Says that what arrived is not a request that can be answered by a gate.
///
/// The message is sent to the client: it never repeats what the client sent.
final class BadRequest extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;
  private final int status;

  BadRequest(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
