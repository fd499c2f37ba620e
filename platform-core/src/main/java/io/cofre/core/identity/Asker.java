package io.cofre.core.identity;

import java.util.Optional;

/// Whom a thread serves: bound by the gates for the time of a request, read where uses of keys are
/// written down.
public interface Asker {

  /// The id that the request was given.
  String requestId();

  /// The id of the access key that signed it; empty before that is known, or for nobody.
  Optional<String> accessKey();

  /// Do something for somebody.
  default void serve(Runnable work) {
    ScopedValue.where(Served.CURRENT, this).run(work);
  }

  /// Whom this thread serves; empty for the server's own work.
  static Optional<Asker> current() {
    return Served.CURRENT.isBound() ? Optional.of(Served.CURRENT.get()) : Optional.empty();
  }
}
