package io.cofre.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the platform's loader wrote of one jar.
///
/// @param version the jar's own version, or `unknown`
/// @param problem why it was refused
/// @param stuck where its code was when the time was over
/// @param settings of all its providers
/// @param ended whether the process came to its end by itself
record JarReport(
    String version,
    Optional<Problem> problem,
    Optional<String> stuck,
    List<TriedSetting> settings,
    boolean ended) {
  static final JarReport NONE = of(List.of());

  /// Why a jar was refused.
  ///
  /// @param kind the kind of problem
  /// @param text the jar, the cause and the cure
  record Problem(String kind, String text) {}

  /// One setting of a provider.
  record TriedSetting(String key, String kind, String help) {}

  /// Read the lines of the loader; words that it may add later are skipped.
  static JarReport of(List<String> lines) {
    String version = "unknown";
    Optional<Problem> problem = Optional.empty();
    Optional<String> stuck = Optional.empty();
    List<TriedSetting> settings = new ArrayList<>();
    boolean ended = false;
    for (String line : lines) {
      String[] words = line.split("\t", -1);
      switch (words[0]) {
        case "jar" -> version = words[2];
        case "problem" -> problem = Optional.of(new Problem(words[1], words[2]));
        case "stuck" -> stuck = Optional.of("did not come back from " + words[1]);
        case "setting" -> settings.add(new TriedSetting(words[1], words[2], words[6]));
        case "end" -> ended = true;
        default -> {}
      }
    }
    return new JarReport(version, problem, stuck, List.copyOf(settings), ended);
  }
}
