package io.cofre.core.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The folder that operators drop plugin jars into.
///
/// @param path where it is
record PluginFolder(Path path) {
  static final String LOCK = "plugins.lock";

  /// List the jars by name, so that every start goes the same way.
  List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> FileNames.of(file).endsWith(".jar"))
          .sorted((a, b) -> FileNames.of(a).compareTo(FileNames.of(b)))
          .toList();
    }
  }

  /// Return what makes the folder unfit, if anything.
  Optional<PluginProblem> problem() {
    if (!Files.isDirectory(path)) {
      return Optional.of(new PluginProblem.FolderUnreadable(path, "it is not a folder"));
    }
    try {
      Path real = path.toRealPath();
      return Guarded.othersWhoWrite(real).map(who -> new PluginProblem.WritableByOthers(path, who));
    } catch (IOException e) {
      return Optional.of(new PluginProblem.FolderUnreadable(path, Causes.text(e)));
    }
  }

  /// The list of digests beside the jars, which need not be there.
  Path lock() {
    return path.resolve(LOCK);
  }
}
