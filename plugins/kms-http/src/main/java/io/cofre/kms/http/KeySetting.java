package io.cofre.kms.http;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.plugin.Secret;
import io.cofre.api.plugin.Setting;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/// Settings that are a key of 256 bits in Base64 (`openssl rand -base64 32`), and never shown.
public final class KeySetting {
  private KeySetting() {}

  /// Describe one.
  public static Setting<Secret> of(String key, String help) {
    return new Setting<>(key, "secret", KeySetting::checked, Optional.empty(), true, help);
  }

  /// Use the key that a value is, which is decoded for that and wiped.
  public static <R> R use(Secret base64, Function<DataKey, R> use) {
    byte[] bytes = base64.useUtf8(utf8 -> Base64.getDecoder().decode(utf8));
    try (DataKey key = DataKey.adopt(bytes)) {
      return use.apply(key);
    }
  }

  private static Secret checked(String text) {
    Secret base64 = Secret.of(text);
    try {
      if (use(base64, DataKey::size) == DataKey.SIZE) {
        return base64;
      }
    } catch (IllegalArgumentException _) {
      // said below, without the text
    }
    throw new IllegalArgumentException("expected 32 bytes in Base64: openssl rand -base64 32");
  }
}
