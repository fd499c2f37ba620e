package io.cofre.core.config;

import io.cofre.api.plugin.InvalidSettings;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import io.cofre.core.suggest.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The settings of one instance, held against what its provider declares.
///
/// Immutable and thread-safe. Reading a setting that was not declared is a bug of the plugin (P3)
/// and fails with an [IllegalStateException].
public final class PluginSettings implements Settings {
  private static final Set<String> OF_LISTENERS = Set.of("protocol", "transport", "tls");
  private static final Set<String> FILES = Set.of("tls-cert", "tls-key");
  private static final Set<String> OF_INSTANCES = Set.of("provider");

  private final InstanceConfig instance;
  private final Map<String, Setting<?>> declared;

  /// Hold what the operator wrote against what the provider declares.
  public PluginSettings(InstanceConfig instance, List<Setting<?>> declared) {
    this.instance = instance;
    this.declared =
        declared.stream().collect(Collectors.toUnmodifiableMap(Setting::key, Function.identity()));
  }

  /// Return every setting that is not known, or that cannot be read.
  public List<ConfigProblem> problems() {
    List<ConfigProblem> problems = new ArrayList<>();
    instance
        .settings()
        .forEach((key, value) -> {
          Setting<?> setting = declared.get(key);
          if (setting == null) {
            problems.add(problem(key, value, unknown(key)));
          } else {
            unreadable(setting, value).ifPresent(what -> problems.add(problem(key, value, what)));
          }
        });
    return List.copyOf(problems);
  }

  /// Return a warning for every secret that is written in the file itself.
  public List<ConfigProblem> warnings() {
    return instance.settings().entrySet().stream()
        .filter(e -> secret(e.getKey()) && !e.getValue().referred())
        .filter(e -> e.getValue().origin() instanceof Origin.InFile)
        .map(e -> problem(e.getKey(), e.getValue(), Values.INLINE))
        .toList();
  }

  /// Turn what a plugin said of a setting into a problem with its place.
  public ConfigProblem problem(InvalidSettings failure) {
    GivenText value = instance.settings().get(failure.key());
    Origin origin = value == null ? instance.providerOrigin() : value.origin();
    String key = failure.key();
    if (instance.path().startsWith("listeners.") && FILES.contains(key)) {
      key = key.replace("tls-", "tls."); // as the operator writes it
    }
    return new ConfigProblem(
        origin, Keys.under(instance.path(), key), String.valueOf(failure.getMessage()));
  }

  @Override
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() -> new InvalidSettings(setting.key(), "is missing; " + setting.help()));
  }

  @Override
  public <T> Optional<T> find(Setting<T> setting) {
    if (!declared.containsKey(setting.key())) {
      throw new IllegalStateException(
          "provider '%s' reads the setting '%s' without declaring it (P3)"
              .formatted(instance.provider(), setting.key()));
    }
    Optional<String> text = instance.text(setting.key()).or(setting::fallback);
    try {
      return text.map(setting.reader());
    } catch (RuntimeException e) {
      throw new InvalidSettings(setting.key(), told(e));
    }
  }

  private String unknown(String key) {
    Set<String> known = new TreeSet<>(declared.keySet());
    known.addAll(instance.path().startsWith("listeners.") ? OF_LISTENERS : OF_INSTANCES);
    String cure =
        Suggestion.among(known, key)
            .map(near -> "did you mean '" + near + "'?")
            .orElseGet(() -> "it has: " + names());
    return "is not a setting of provider '" + instance.provider() + "'; " + cure;
  }

  private String names() {
    return declared.isEmpty()
        ? "none"
        : declared.keySet().stream().sorted().collect(Collectors.joining(", "));
  }

  private static Optional<String> unreadable(Setting<?> setting, GivenText value) {
    try {
      var _ = setting.reader().apply(value.text());
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(told(e));
    }
  }

  /// A reader says what it expects by an IllegalArgumentException; what else it throws might tell
  /// the text.
  private static String told(RuntimeException failure) {
    return failure instanceof IllegalArgumentException && failure.getMessage() != null
        ? failure.getMessage()
        : "cannot be read as what the plugin expects";
  }

  private boolean secret(String key) {
    Setting<?> setting = declared.get(key);
    return setting != null && setting.secret();
  }

  private ConfigProblem problem(String key, GivenText value, String what) {
    return new ConfigProblem(value.origin(), Keys.under(instance.path(), key), what);
  }
}
