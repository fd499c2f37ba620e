package io.cofre.core.config;

import io.cofre.api.plugin.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The configuration in effect, to be shown: every value with its place, secrets hidden.
///
/// What a plugin's setting is only its provider knows; without it, its values are hidden unless
/// they are a reference to a file or variable.
public final class EffectiveConfig {
  private static final String HIDDEN = "***";

  private final Map<String, String> own;
  private final Map<String, Origin> origins;
  private final List<InstanceConfig> instances;

  private EffectiveConfig(
      Map<String, String> own, Map<String, Origin> origins, List<InstanceConfig> instances) {
    this.own = own;
    this.origins = origins;
    this.instances = instances;
  }

  static EffectiveConfig of(CofreConfig config, Map<String, GivenText> given) {
    List<InstanceConfig> instances = new ArrayList<>();
    instances.add(config.storage().metadata());
    instances.add(config.storage().blobs());
    instances.addAll(config.kms().values());
    config.listeners().values().forEach(listener -> instances.add(listener.transport()));
    Map<String, String> own = new TreeMap<>();
    Map<String, Origin> origins = new TreeMap<>();
    for (ConfigKeys.Placed placed : ConfigKeys.all()) {
      keys(placed.key(), config)
          .forEach(key -> {
            Optional<GivenText> value = Optional.ofNullable(given.get(key));
            Optional<String> text = value.map(v -> shown(placed.setting(), v));
            text.or(placed.setting()::fallback).ifPresent(shown -> own.put(key, shown));
            origins.put(key, value.map(GivenText::origin).orElse(new Origin.Default()));
          });
    }
    config
        .listeners()
        .forEach((name, listener) ->
            own.putIfAbsent("listeners." + name + ".port", String.valueOf(listener.port())));
    return new EffectiveConfig(own, origins, instances);
  }

  private static List<String> keys(String pattern, CofreConfig config) {
    if (!pattern.contains("*")) {
      return List.of(pattern);
    }
    var names = pattern.startsWith("kms.") ? config.kms() : config.listeners();
    return names.keySet().stream().map(name -> pattern.replace("*", name)).toList();
  }

  private static String shown(Setting<?> setting, GivenText value) {
    if (setting.secret()) {
      return value.referred() ? value.written() : HIDDEN;
    }
    return withoutPassword(value.text());
  }

  private static String withoutPassword(String text) {
    return text.replaceAll("://\\S*@", "://" + HIDDEN + "@");
  }

  /// Tell one line for each value: `key: value # where it was written`.
  ///
  /// @param declared the settings of the provider of each instance, by the instance's path
  public List<String> lines(Map<String, List<Setting<?>>> declared) {
    Map<String, String> lines = new TreeMap<>();
    for (InstanceConfig instance : instances) {
      addSettings(instance, declared.getOrDefault(instance.path(), List.of()), lines);
    }
    own.forEach((key, text) -> lines.put(key, line(key, text, origin(key))));
    return List.copyOf(lines.values());
  }

  private void addSettings(
      InstanceConfig instance, List<Setting<?>> declared, Map<String, String> lines) {
    for (Setting<?> setting : declared) {
      String key = instance.path() + "." + setting.key();
      setting.fallback().ifPresent(text -> lines.put(key, line(key, text, new Origin.Default())));
    }
    instance
        .settings()
        .forEach((name, value) -> {
          String key = instance.path() + "." + name;
          if (!own.containsKey(key.replace(".tls-", ".tls."))) {
            lines.put(key, line(key, ofPlugin(declared, name, value), value.origin()));
          }
        });
  }

  private Origin origin(String key) {
    return origins.getOrDefault(key, new Origin.Default());
  }

  private static String ofPlugin(List<Setting<?>> settings, String name, GivenText value) {
    return settings.stream()
        .filter(setting -> setting.key().equals(name))
        .findFirst()
        .map(setting -> shown(setting, value))
        .orElseGet(() -> value.referred() ? value.written() : HIDDEN);
  }

  private static String line(String key, String text, Origin origin) {
    return key + ": " + Keys.printable(text) + "  # " + origin;
  }
}
