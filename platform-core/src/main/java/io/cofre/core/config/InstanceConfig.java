package io.cofre.core.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What the operator wrote for one instance of a plugin.
///
/// @param path its key in the configuration, such as `kms.main`
/// @param provider the name of the provider
/// @param providerOrigin where that name was written
/// @param settings the values by the key of the setting
public record InstanceConfig(
    String path, String provider, Origin providerOrigin, Map<String, GivenText> settings) {

  /// Copies the settings, in their order.
  public InstanceConfig {
    settings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /// Make one of plain texts, as if a file without lines had said so.
  public static InstanceConfig of(String path, String provider, Map<String, String> texts) {
    Origin origin = new Origin.InFile("configuration", OptionalInt.empty());
    Map<String, GivenText> settings = new LinkedHashMap<>();
    texts.forEach((key, text) -> settings.put(key, new GivenText(text, text, origin)));
    return new InstanceConfig(path, provider, origin, settings);
  }

  /// The name of the instance: the last part of its path.
  public String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /// What one setting stands for.
  public Optional<String> text(String key) {
    return Optional.ofNullable(settings.get(key)).map(GivenText::text);
  }
}
