package io.cofre.api.kms;

import java.util.List;

/// The administration of keys inside a KMS.
///
/// Thread-safe. All failures are [KmsException].
///
/// - **K11** a created key is listed, described and usable at once
/// - **K12** creating a key that exists fails with `KEY_EXISTS` and changes nothing
/// - **K13** after `rotate`, keys wrapped before still unwrap
/// - **K14** a disabled key neither wraps nor unwraps; an enabled one does both again
///
/// @since 0.1
public interface KeyAdministration {

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
}
