package io.cofre.core.config;

import io.cofre.core.suggest.Suggestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// Reads the configuration and collects everything that is wrong with it.
///
/// Values come from the command line, else the environment, else the file, else the defaults. What
/// depends on plugins, their settings, is checked by [PluginSettings] once they are loaded.
public final class ConfigLoader {
  private final ConfigInput input;
  private final List<ConfigProblem> problems = new ArrayList<>();
  private final List<ConfigProblem> warnings = new ArrayList<>();
  private final Map<String, Origin> origins = new HashMap<>();

  private ConfigLoader(ConfigInput input) {
    this.input = input;
  }

  /// Read the configuration.
  public static ConfigOutcome load(ConfigInput input) {
    YamlFile file = input.file().map(YamlFile::read).orElseGet(YamlFile::none);
    return new ConfigLoader(input).load(file);
  }

  static ConfigOutcome load(ConfigInput input, String fileName, String yaml) {
    return new ConfigLoader(input).load(YamlFile.parse(fileName, yaml));
  }

  private ConfigOutcome load(YamlFile file) {
    problems.addAll(file.problems());
    Map<String, String> environment = environment(file);
    Map<String, String> commandLine = commandLine(file);
    Layers layers = Layers.of(commandLine, environment, file, Defaults.besides(file), origins);
    References references = new References(input.base(), input.environment());
    Flattening flat = new Flattening(layers, references).walk();
    problems.addAll(flat.problems());
    Values values = new Values(flat.values());
    CofreConfig config = new Assembly(input.base(), input.home(), values).build();
    problems.addAll(values.problems());
    warnings.addAll(values.warnings());
    return problems.isEmpty()
        ? new ConfigOutcome.Loaded(config, warnings, EffectiveConfig.of(config, flat.values()))
        : new ConfigOutcome.Refused(inOrder(), config);
  }

  private List<ConfigProblem> inOrder() {
    return problems.stream()
        .distinct()
        .sorted(Comparator.comparingInt(ConfigLoader::line).thenComparing(ConfigProblem::key))
        .toList();
  }

  private static int line(ConfigProblem problem) {
    return problem.where() instanceof Origin.InFile(String _, OptionalInt line)
        ? line.orElse(0)
        : Integer.MAX_VALUE;
  }

  private Map<String, String> environment(YamlFile file) {
    EnvironmentKeys keys = new EnvironmentKeys(Defaults.names(file));
    Map<String, String> found = new TreeMap<>();
    BiConsumer<String, String> take =
        (variable, value) -> {
          Origin origin = new Origin.InEnvironment(variable);
          Optional<String> key = keys.key(variable);
          if (key.isEmpty()) {
            problems.add(new ConfigProblem(origin, "", unknown(variable)));
          } else if (found.putIfAbsent(key.get(), value) != null) {
            String what = "is set by two variables; keep one of them";
            problems.add(new ConfigProblem(origin, key.get(), what));
          } else {
            origins.put(key.get(), origin);
          }
        };
    new TreeMap<>(input.environment())
        .forEach((variable, value) -> {
          if (EnvironmentKeys.concerns(variable, value)) {
            take.accept(variable, value);
          }
        });
    return found;
  }

  private static String unknown(String variable) {
    List<String> known =
        ConfigKeys.all().stream()
            .map(placed -> EnvironmentKeys.PREFIX + EnvironmentKeys.form(placed.key()))
            .filter(name -> !name.contains("*"))
            .toList();
    return Suggestion.among(known, variable)
        .map(near -> "no key has this name; did you mean " + near + "?")
        .orElse("no key has this name; unset it, or see the table of keys");
  }

  private Map<String, String> commandLine(YamlFile file) {
    Map<String, String> found = new TreeMap<>();
    input
        .overrides()
        .forEach((key, text) -> {
          if (key.equals(ConfigInput.LISTEN)) {
            listen(file, text, found);
          } else {
            found.put(key, text);
          }
        });
    found.keySet().forEach(key -> origins.put(key, new Origin.OnCommandLine()));
    return found;
  }

  private void listen(YamlFile file, String text, Map<String, String> found) {
    int end = text.lastIndexOf(':');
    Optional<String> name = listenerForS3(file);
    if (end <= 0) {
      listenProblem("expected HOST:PORT, such as 0.0.0.0:9000 or [::1]:9000");
    } else if (name.isEmpty()) {
      listenProblem("there is no listener with protocol s3 to move; add one to the file");
    } else {
      String host = text.substring(0, end).replaceFirst("^\\[(.*)\\]$", "$1");
      found.put("listeners." + name.get() + ".host", host);
      found.put("listeners." + name.get() + ".port", text.substring(end + 1));
    }
  }

  private void listenProblem(String what) {
    problems.add(new ConfigProblem(new Origin.OnCommandLine(), ConfigInput.LISTEN, what));
  }

  /// The listener that the command line moves: the first by name that speaks S3.
  private static Optional<String> listenerForS3(YamlFile file) {
    return Defaults.names(file).getOrDefault("listeners", List.of()).stream()
        .sorted()
        .filter(name -> speaksS3(file, name))
        .findFirst();
  }

  private static boolean speaksS3(YamlFile file, String name) {
    String key = "listeners." + name + ".protocol";
    return file.holds(key) ? file.says(key, "s3") : name.equals("s3");
  }
}
