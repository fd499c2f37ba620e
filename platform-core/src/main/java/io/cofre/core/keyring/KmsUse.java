package io.cofre.core.keyring;

import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException.Reason;
import java.time.Duration;
import java.util.Optional;

/// One use of a key of a KMS, for the audit.
///
/// @param kms the configured name of the instance
/// @param operation what was asked
/// @param key the key, or empty where the operation concerns all of them
/// @param context what the data key belongs to; empty for the administration of keys
/// @param served where the answer came from
/// @param failure why there was none, or empty
/// @param duration how long the caller waited
public record KmsUse(
    String kms,
    KmsOperation operation,
    Optional<KeyId> key,
    KeyContext context,
    Served served,
    Optional<Reason> failure,
    Duration duration) {

  /// Where an answer came from.
  public enum Served {
    /// The cache: the KMS was not asked.
    CACHE,
    /// A call that another caller had begun.
    SHARED_CALL,
    /// A call of this caller's own.
    CALL
  }
}
