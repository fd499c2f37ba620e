package io.cofre.api.kms;

import java.util.List;
import java.util.Set;

/// The administration of keys inside a KMS.
///
/// Thread-safe. All failures are [KmsException].
///
/// - **K11** a created key is listed, described and usable at once
/// - **K12** creating a key that exists fails with `KEY_EXISTS` and changes nothing
/// - **K13** after `rotate`, keys wrapped before still unwrap
/// - **K14** a disabled key neither wraps nor unwraps; an enabled one does both again
/// - **K16** an action that [#actions()] does not name fails with `UNSUPPORTED` and changes nothing
/// - **K18** after a deletion was cancelled, an enabled key unwraps what it wrapped before
///
/// @since 0.1
public interface KeyAdministration {

  /// What can be done here; the platform asks for nothing else, and tells operators so.
  default Set<KeyAction> actions() {
    return Set.of(KeyAction.CREATE, KeyAction.ROTATE, KeyAction.DISABLE, KeyAction.DELETE);
  }

  /// Create a key for wrapping data keys.
  KeyDescription create(KeyId key);

  /// Describe a key.
  KeyDescription describe(KeyId key);

  /// List the keys, sorted by id.
  List<KeyDescription> list();

  /// Add a version to a key; new wraps use it.
  KeyDescription rotate(KeyId key);

  /// Allow the use of a key.
  void enable(KeyId key);

  /// Forbid the use of a key without destroying it.
  void disable(KeyId key);

  /// Destroy a key, at once or after the waiting time the KMS imposes. What it wrapped is lost.
  void delete(KeyId key);

  /// Take the deletion of a key back while it is waiting. Whether the key is enabled then is the
  /// KMS's to say.
  ///
  /// @return the key as it is now
  default KeyDescription cancelDeletion(KeyId key) {
    throw new KmsException(
        KmsException.Reason.UNSUPPORTED,
        "this KMS does not take the deletion of %s back".formatted(key));
  }
}
