package io.cofre.core.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What came of loading one jar in a process of its own.
///
/// @param file the name of the jar
/// @param problem why a server would not start with it, if it would not
/// @param offers what it offers
public record JarTrial(String file, Optional<String> problem, List<TriedOffer> offers) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration GRACE = Duration.ofSeconds(10);

  /// Copies the offers.
  public JarTrial {
    offers = List.copyOf(offers);
  }

  /// One provider.
  ///
  /// @param kind what it is
  /// @param name the name operators write
  /// @param settings what its `open` reads
  public record TriedOffer(PluginKind kind, String name, List<TriedSetting> settings) {

    /// Copies the settings.
    public TriedOffer {
      settings = List.copyOf(settings);
    }
  }

  /// One setting.
  ///
  /// @param key what the operator writes
  /// @param kind the type of its value
  /// @param secret whether it is hidden
  /// @param fallback its default
  /// @param help what it is for
  public record TriedSetting(
      String key, String kind, boolean secret, Optional<String> fallback, String help) {}

  /// Load a jar in a process of its own, and wait for its end or for the time to be over.
  ///
  /// @throws IOException if no process can be started
  public static JarTrial of(Path jar) throws IOException, InterruptedException {
    return of(jar, PATIENCE);
  }

  static JarTrial of(Path jar, Duration patience) throws IOException, InterruptedException {
    Path report = Files.createTempFile("cofre-trial", ".txt");
    try {
      Process process = ChildJvm.start(report, jar, patience);
      boolean ended = process.waitFor(patience.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      List<String> lines = Files.readAllLines(report, StandardCharsets.UTF_8);
      int status = ended ? process.exitValue() : -1;
      return read(FileNames.of(jar), jar, lines, status);
    } finally {
      Files.deleteIfExists(report);
    }
  }

  private static JarTrial read(String file, Path jar, List<String> lines, int status) {
    Optional<String> problem = Optional.empty();
    List<TriedOffer> offers = new ArrayList<>();
    boolean ended = false;
    for (String line : lines) {
      String[] words = line.split("\t", -1);
      switch (words[0]) {
        case "problem" -> problem = Optional.of(words[2]);
        case "stuck" ->
            problem =
                Optional.of(
                    jar
                        + ": its code did not come back; it was at "
                        + words[1]
                        + "; ask its author");
        case "offer" ->
            offers.add(new TriedOffer(PluginKind.valueOf(words[1]), words[2], List.of()));
        case "setting" -> offers.add(with(offers.removeLast(), words));
        case "end" -> ended = true;
        default -> {} // words of later versions
      }
    }
    if (!ended && problem.isEmpty()) {
      problem =
          Optional.of(
              "%s: its code ended the process%s; ask its author"
                  .formatted(jar, status < 0 ? "" : " with status " + status));
    }
    return new JarTrial(file, problem, problem.isPresent() ? List.of() : offers);
  }

  private static TriedOffer with(TriedOffer offer, String[] words) {
    List<TriedSetting> settings = new ArrayList<>(offer.settings());
    Optional<String> fallback =
        words[4].equals("default") ? Optional.of(words[5]) : Optional.empty();
    settings.add(
        new TriedSetting(words[1], words[2], words[3].equals("secret"), fallback, words[6]));
    return new TriedOffer(offer.kind(), offer.name(), settings);
  }
}
