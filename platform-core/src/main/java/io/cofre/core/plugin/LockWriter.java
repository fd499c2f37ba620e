package io.cofre.core.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes the list of digests of a folder, whole or not at all.
final class LockWriter {
  private LockWriter() {}

  static LockOutcome write(PluginFolder folder, List<PluginProblem> known, JarReader reader)
      throws IOException {
    List<PluginProblem> problems = new ArrayList<>(known);
    problems.addAll(folder.problem().stream().toList());
    if (!problems.isEmpty()) {
      return new LockOutcome.Refused(problems);
    }
    Map<String, String> digests = new TreeMap<>();
    for (Path jar : folder.jars()) {
      try {
        reader.read(jar);
        digests.put(FileNames.of(jar), Digests.sha256(jar));
      } catch (RefusedJar e) {
        problems.add(e.problem());
      }
    }
    if (!problems.isEmpty()) {
      return new LockOutcome.Refused(problems);
    }
    List<String> changes = changes(PluginLock.of(folder).digests(), digests);
    write(folder.lock(), digests);
    return new LockOutcome.Written(folder.lock(), digests.size(), changes);
  }

  private static List<String> changes(Map<String, String> before, Map<String, String> now) {
    List<String> changes = new ArrayList<>();
    now.forEach((jar, digest) -> {
      if (!before.containsKey(jar)) {
        changes.add("new:     " + jar);
      } else if (!digest.equals(before.get(jar))) {
        changes.add("changed: " + jar);
      }
    });
    before.keySet().stream()
        .filter(jar -> !now.containsKey(jar))
        .sorted()
        .forEach(jar -> changes.add("gone:    " + jar));
    return changes;
  }

  private static void write(Path lock, Map<String, String> digests) throws IOException {
    List<String> lines = new ArrayList<>();
    digests.forEach((jar, digest) -> lines.add(digest + "  " + jar));
    Path made = Files.createTempFile(lock.toAbsolutePath().getParent(), "plugins", ".lock.new");
    try {
      Files.write(made, lines, StandardCharsets.UTF_8);
      Files.move(made, lock, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(made);
    }
  }
}
