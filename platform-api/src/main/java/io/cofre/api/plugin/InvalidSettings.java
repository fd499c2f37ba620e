package io.cofre.api.plugin;

import java.io.Serial;

/// Says that a plugin cannot be opened with the settings it was given.
///
/// The message is shown to the operator as it is: it names the setting, what is wrong, and the
/// cure, and never holds a secret.
///
/// @since 0.1
public final class InvalidSettings extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;
  private final String key;

  /// Make one for a setting.
  ///
  /// @param key the setting's key
  /// @param problem what is wrong and how to mend it
  public InvalidSettings(String key, String problem) {
    super(problem);
    this.key = key;
  }

  /// The key of the setting at fault.
  public String key() {
    return key;
  }
}
