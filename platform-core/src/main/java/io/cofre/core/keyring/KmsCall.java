package io.cofre.core.keyring;

import io.cofre.api.kms.KmsException.Reason;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// One call that reached a plugin; a retry is a call of its own. It names no key.
///
/// @param kms the configured name of the instance
/// @param operation what was asked
/// @param failure why it failed, or empty when it did not
/// @param duration how long it took
public record KmsCall(
    String kms, KmsOperation operation, Optional<Reason> failure, Duration duration) {

  /// The outcome in metrics: `ok`, or the reason as lower-case words joined by dashes.
  public String outcome() {
    return failure.map(r -> r.name().toLowerCase(Locale.ROOT).replace('_', '-')).orElse("ok");
  }
}
