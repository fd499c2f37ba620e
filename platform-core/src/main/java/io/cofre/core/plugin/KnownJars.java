package io.cofre.core.plugin;

import java.util.Map;
import java.util.Optional;

/// The jars that come with Cofre, by what they offer, to tell operators which one is missing.
final class KnownJars {
  private static final Map<String, String> CIPHERS =
      Map.of(
          "AES-256-GCM", "cipher-aes.jar",
          "ChaCha20-Poly1305", "cipher-chacha.jar",
          "A256CBC-HS512", "cipher-cbc.jar");

  private KnownJars() {}

  /// Return the jar that brings a provider of ours, or the name it would have by custom; empty for
  /// a cipher that nobody knows.
  static Optional<String> of(PluginKind kind, String name) {
    if (kind == PluginKind.CIPHER) {
      return Optional.ofNullable(CIPHERS.get(name));
    }
    return name.matches("[a-z0-9-]+")
        ? Optional.of(kind.jarPrefix() + "-" + name + ".jar")
        : Optional.empty();
  }
}
