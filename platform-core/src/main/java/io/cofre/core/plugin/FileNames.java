package io.cofre.core.plugin;

import java.nio.file.Path;
import java.util.Objects;

/// The last name of a path, which only the root of a file system lacks.
final class FileNames {
  private FileNames() {}

  static String of(Path path) {
    return Objects.requireNonNullElse(path.getFileName(), path).toString();
  }
}
