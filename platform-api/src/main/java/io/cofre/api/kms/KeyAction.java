package io.cofre.api.kms;

/// What an administration of keys may be able to do besides describing and listing them.
///
/// @since 0.1
public enum KeyAction {
  /// Make a key: [KeyAdministration#create].
  CREATE,
  /// Add a version: [KeyAdministration#rotate].
  ROTATE,
  /// Switch a key off and on again: [KeyAdministration#disable], [KeyAdministration#enable].
  DISABLE,
  /// Destroy a key, at once or later: [KeyAdministration#delete].
  DELETE,
  /// Take a deletion back while it is waiting: [KeyAdministration#cancelDeletion].
  CANCEL_DELETION
}
