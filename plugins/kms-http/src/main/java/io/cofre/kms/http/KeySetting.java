package io.cofre.kms.http;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.plugin.Secret;
import io.cofre.api.plugin.Setting;
import java.util.Base64;
import java.util.Optional;

/// Settings that are a key of 256 bits in Base64 (`openssl rand -base64 32`), and never shown.
public final class KeySetting {
  private KeySetting() {}

  /// Describe one.
  public static Setting<Secret> of(String key, String help) {
    return new Setting<>(key, "secret", KeySetting::checked, Optional.empty(), true, help);
  }

  /// Decode the value of one, for the moment of a use; the caller closes it.
  public static DataKey key(Secret base64) {
    return DataKey.adopt(base64.useUtf8(utf8 -> Base64.getDecoder().decode(utf8)));
  }

  private static Secret checked(String text) {
    Secret base64 = Secret.of(text);
    try (DataKey key = key(base64)) {
      if (key.size() == DataKey.SIZE) {
        return base64;
      }
    } catch (IllegalArgumentException _) {
      // said below, without the text
    }
    throw new IllegalArgumentException("expected 32 bytes in Base64: openssl rand -base64 32");
  }
}
