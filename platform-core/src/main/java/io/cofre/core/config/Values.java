package io.cofre.core.config;

import io.cofre.api.plugin.Setting;
import io.cofre.core.suggest.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads flat values by their settings and notes what cannot be read.
final class Values {
  private final Map<String, GivenText> given;
  private final List<ConfigProblem> problems = new ArrayList<>();
  private final List<ConfigProblem> warnings = new ArrayList<>();

  Values(Map<String, GivenText> given) {
    this.given = given;
  }

  List<ConfigProblem> problems() {
    return problems;
  }

  List<ConfigProblem> warnings() {
    return warnings;
  }

  /// The names in a section of names, sorted.
  Set<String> names(String section) {
    Set<String> names = new TreeSet<>();
    for (String key : given.keySet()) {
      if (key.startsWith(section + ".")) {
        names.add(key.split("\\.")[1]);
      }
    }
    return names;
  }

  /// Read a value, or its fallback; empty when there is neither, or it cannot be read.
  <T> Optional<T> find(String group, Setting<T> setting) {
    String key = Keys.under(group, setting.key());
    GivenText value = given.get(key);
    if (value == null) {
      return setting.fallback().map(setting.reader());
    }
    if (setting.secret()) {
      warnIfInFile(key, value);
    }
    try {
      return Optional.of(setting.reader().apply(value.text()));
    } catch (IllegalArgumentException e) {
      problem(key, String.valueOf(e.getMessage()));
      return setting.fallback().map(setting.reader());
    }
  }

  /// Read a value that must be there; notes a problem when it is not.
  <T> Optional<T> require(String group, Setting<T> setting) {
    String key = Keys.under(group, setting.key());
    Optional<T> found = find(group, setting);
    if (!given.containsKey(key) && found.isEmpty()) {
      String meant =
          Suggestion.among(settings(group, Set.of()).keySet(), setting.key())
              .map(near -> "did you mean it by '" + near + "'?")
              .orElse("write '%s: %s'".formatted(setting.key(), setting.kind()));
      problem(key, "is missing; " + meant);
    }
    return found;
  }

  boolean has(String key) {
    return given.containsKey(key);
  }

  Origin origin(String key) {
    GivenText value = given.get(key);
    return value == null ? firstBelow(key) : value.origin();
  }

  private Origin firstBelow(String key) {
    return given.entrySet().stream()
        .filter(e -> e.getKey().startsWith(key + ".") || key.startsWith(e.getKey() + "."))
        .map(e -> e.getValue().origin())
        .findFirst()
        .orElse(new Origin.Default());
  }

  /// The settings of a plugin in a group: all keys but the platform's own, with dashes for dots.
  Map<String, GivenText> settings(String group, Set<String> own) {
    Map<String, GivenText> settings = new LinkedHashMap<>();
    given.forEach((key, value) -> {
      if (key.startsWith(group + ".")) {
        String local = key.substring(group.length() + 1);
        if (!own.contains(local) && settings.put(local.replace('.', '-'), value) != null) {
          problem(key, "is there twice, with a dash and as a group; keep one of them");
        }
      }
    });
    return settings;
  }

  void problem(String key, String what) {
    problems.add(new ConfigProblem(origin(key), key, what));
  }

  private void warnIfInFile(String key, GivenText value) {
    if (value.origin() instanceof Origin.InFile && !value.referred()) {
      warnings.add(new ConfigProblem(value.origin(), key, INLINE));
    }
  }

  static final String INLINE =
      "is a secret written in the file; better put it in a file of its own and write ${file:PATH}";
}
