package io.cofre.kms.http;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Secret;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the secret of a login comes from: a setting, or a file that others write anew before what
/// it holds ends. Thread-safe.
@FunctionalInterface
public interface SecretSource {

  /// Read it as it is now.
  ///
  /// @throws KmsException `ACCESS_DENIED` if the file cannot be read
  Secret read();

  /// Read it as text, for the body of a login.
  default String text() {
    return read().use(String::new);
  }

  /// One that is given and stays.
  static SecretSource of(Secret secret) {
    return () -> secret;
  }

  /// A file, read each time, without the space around its text.
  ///
  /// @param file if relative, to the folder of the server
  static SecretSource file(Path file, PluginContext context) {
    Path found = context.home().resolve(file);
    return () -> {
      try {
        return Secret.of(Files.readString(found).strip());
      } catch (IOException e) {
        throw new KmsException(
            Reason.ACCESS_DENIED,
            "%s cannot be read (%s): let the server read it".formatted(found, e));
      }
    };
  }

  /// The one of two settings that is set.
  ///
  /// @throws InvalidSettings if both are, or none
  static SecretSource of(
      Setting<Secret> value, Setting<Path> file, Settings settings, PluginContext context) {
    var given = settings.find(value);
    var path = settings.find(file);
    if (given.isPresent() == path.isPresent()) {
      throw new InvalidSettings(
          value.key(), "set either %s or %s".formatted(value.key(), file.key()));
    }
    return path.map(found -> file(found, context)).orElseGet(() -> of(given.orElseThrow()));
  }
}
