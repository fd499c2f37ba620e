package io.cofre.core.transport.http1;

import io.helidon.http.Status;

/// The phrase that follows a status.
final class Reason {
  private Reason() {}

  static String of(int status) {
    String phrase = Status.create(status).reasonPhrase();
    return phrase.isEmpty() ? "Status" : phrase;
  }
}
