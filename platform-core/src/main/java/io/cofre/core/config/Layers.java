package io.cofre.core.config;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import io.helidon.config.spi.ConfigNode.ObjectNode;
import io.helidon.config.spi.ConfigSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// The places where values come from, merged: command line over environment over file over
/// defaults.
///
/// Nothing is converted or replaced by the configuration library; it only merges.
///
/// @param origins where each value outside the file was written, by key
record Layers(Config merged, YamlFile file, Map<String, Origin> origins) {

  static Layers of(
      Map<String, String> commandLine,
      Map<String, String> environment,
      YamlFile file,
      ObjectNode defaults,
      Map<String, Origin> origins) {
    List<Supplier<? extends ConfigSource>> sources =
        List.of(
            ConfigSources.create(commandLine),
            ConfigSources.create(environment),
            () -> ConfigSources.create(file.root()),
            () -> ConfigSources.create(defaults));
    Config merged =
        Config.builder()
            .sources(sources)
            .disableEnvironmentVariablesSource()
            .disableSystemPropertiesSource()
            .disableKeyResolving()
            .disableValueResolving()
            .disableMapperServices()
            .disableParserServices()
            .disableFilterServices()
            .disableCaching()
            .build();
    return new Layers(merged, file, Map.copyOf(origins));
  }

  Origin origin(String key) {
    Origin outside = origins.get(key);
    return outside == null && !file.holds(key)
        ? new Origin.Default()
        : Objects.requireNonNullElseGet(outside, () -> file.origin(key));
  }
}
