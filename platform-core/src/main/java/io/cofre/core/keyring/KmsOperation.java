package io.cofre.core.keyring;

import java.util.Locale;

/// What a KMS can be asked for.
public enum KmsOperation {
  /// Wrap a data key.
  WRAP,
  /// Unwrap a data key.
  UNWRAP,
  /// Make and wrap a data key.
  GENERATE,
  /// Wrap a wrapped key anew inside the KMS.
  REWRAP,
  /// Create a key.
  CREATE,
  /// Describe a key.
  DESCRIBE,
  /// List the keys.
  LIST,
  /// Add a version to a key.
  ROTATE,
  /// Enable a key.
  ENABLE,
  /// Disable a key.
  DISABLE,
  /// Delete a key.
  DELETE,
  /// Take a deletion back.
  CANCEL_DELETION;

  /// The name in metrics and logs: lower-case words joined by dashes.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
