package io.cofre.core.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The digests that pin the jars of a folder: with `plugins.lock` beside them, only the listed jars
/// with the listed content are loaded.
///
/// The file is what `sha256sum *.jar` prints; empty lines and lines that begin with `#` are
/// skipped.
///
/// @param exists whether the folder has such a file
/// @param digests lower-case SHA-256 by file name
/// @param problems what is wrong with the file itself
record PluginLock(boolean exists, Map<String, String> digests, List<PluginProblem> problems) {
  private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *]([^/\\\\]+\\.jar)");

  PluginLock {
    digests = Map.copyOf(digests);
    problems = List.copyOf(problems);
  }

  /// No list at all.
  static PluginLock none() {
    return new PluginLock(false, Map.of(), List.of());
  }

  static PluginLock of(PluginFolder folder) {
    Path file = folder.lock();
    if (!Files.exists(file)) {
      return none();
    }
    try {
      Optional<PluginProblem> unsafe =
          Guarded.othersWhoWrite(file).map(who -> new PluginProblem.WritableByOthers(file, who));
      return read(file, new ArrayList<>(unsafe.stream().toList()));
    } catch (IOException e) {
      return new PluginLock(
          true, Map.of(), List.of(new PluginProblem.BadLock(file, 1, Causes.text(e))));
    }
  }

  private static PluginLock read(Path file, List<PluginProblem> problems) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    for (int n = 0; n < lines.size(); n++) {
      String line = lines.get(n).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher m = LINE.matcher(line);
      if (!m.matches()) {
        problems.add(new PluginProblem.BadLock(file, n + 1, "not a digest and a jar"));
      } else if (digests.put(m.group(2), m.group(1).toLowerCase(Locale.ROOT)) != null) {
        problems.add(new PluginProblem.BadLock(file, n + 1, m.group(2) + " is listed twice"));
      }
    }
    return new PluginLock(true, digests, problems);
  }

  /// Name the jars that are listed but not in the folder.
  List<PluginProblem> missing(Path folder, Set<String> present) {
    return digests.keySet().stream()
        .filter(name -> !present.contains(name))
        .sorted()
        .<PluginProblem>map(name -> new PluginProblem.LockedJarMissing(folder.resolve(name)))
        .toList();
  }

  /// Refuse a jar that is not the listed one.
  void check(Path jar) throws RefusedJar {
    if (!exists) {
      return;
    }
    String found;
    try {
      found = Digests.sha256(jar);
    } catch (IOException e) {
      throw new RefusedJar(new PluginProblem.Unreadable(jar, Causes.text(e)));
    }
    String listed = Objects.requireNonNullElse(digests.get(FileNames.of(jar)), "");
    if (listed.isEmpty()) {
      throw new RefusedJar(new PluginProblem.NotInLock(jar, found));
    }
    if (!listed.equals(found)) {
      throw new RefusedJar(new PluginProblem.DigestDiffers(jar, listed, found));
    }
  }
}
