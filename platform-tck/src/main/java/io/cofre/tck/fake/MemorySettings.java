package io.cofre.tck.fake;

import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Settings over a map of texts, which remembers what it was asked for. Thread-safe.
///
/// @since 0.1
public final class MemorySettings implements Settings {
  private final Map<String, String> texts;
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  private MemorySettings(Map<String, String> texts) {
    this.texts = Map.copyOf(texts);
  }

  /// Make settings of texts by key, as an operator would write them.
  public static MemorySettings of(Map<String, String> texts) {
    return new MemorySettings(texts);
  }

  /// Make settings of keys and texts in turn.
  public static MemorySettings of(String... keysAndTexts) {
    if (keysAndTexts.length % 2 != 0) {
      throw new IllegalArgumentException("a key without a text: " + keysAndTexts.length);
    }
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < keysAndTexts.length; i += 2) {
      texts.put(keysAndTexts[i], keysAndTexts[i + 1]);
    }
    return new MemorySettings(texts);
  }

  /// The keys that were asked for so far.
  public Set<String> asked() {
    return Set.copyOf(asked);
  }

  @Override
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() -> new InvalidSettings(setting.key(), setting.key() + " is missing"));
  }

  @Override
  public <T> Optional<T> find(Setting<T> setting) {
    asked.add(setting.key());
    return Optional.ofNullable(texts.get(setting.key()))
        .or(setting::fallback)
        .map(text -> read(setting, text));
  }

  private static <T> T read(Setting<T> setting, String text) {
    try {
      return setting.reader().apply(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettings(setting.key(), setting.key() + ": " + e.getMessage());
    }
  }
}
