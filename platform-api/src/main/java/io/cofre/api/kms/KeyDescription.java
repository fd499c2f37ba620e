package io.cofre.api.kms;

import java.time.Instant;
import java.util.Optional;

/// What a KMS says of a key.
///
/// @param key its name
/// @param state whether it may be used
/// @param version the newest version, counted from 1, in the words of the KMS
/// @param created when it was made, where the KMS says so
/// @since 0.1
public record KeyDescription(KeyId key, State state, String version, Optional<Instant> created) {

  /// Whether a key may be used.
  public enum State {
    /// It wraps and unwraps.
    ENABLED,
    /// It does neither until it is enabled.
    DISABLED,
    /// It does neither, and will be destroyed.
    PENDING_DELETION
  }
}
