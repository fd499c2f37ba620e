package io.cofre.core.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;

/// The folder that holds what the server keeps.
final class DataFolder {
  private static final String CURE = "; let the server's user write there, or name another folder";

  private DataFolder() {}

  /// Make the folder, for its owner alone, unless it is there; see that it can be used.
  static void make(Path data) throws CannotStart {
    try {
      if (!Files.isDirectory(data)) {
        Files.createDirectories(
            data,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (IOException e) {
      throw new CannotStart(
          ExitStatus.CONFIG,
          "server.data: cannot make the folder " + data + ": " + FileCause.of(e) + CURE,
          e);
    }
    if (!Files.isWritable(data) || !Files.isExecutable(data)) {
      throw new CannotStart(
          ExitStatus.CONFIG, List.of("server.data: cannot write to the folder " + data + CURE));
    }
  }

  /// Warn of a folder that belongs to somebody else: what this user makes there, its owner could
  /// not open at the next start.
  static Optional<String> stranger(Path data) {
    try {
      if (!Files.isDirectory(data)) {
        return Optional.empty();
      }
      UserPrincipal owner = Files.getOwner(data);
      String self = System.getProperty("user.name");
      if (owner.getName().equals(self)) {
        return Optional.empty();
      }
      return Optional.of(
          "server.data: %s belongs to %s and the server runs as %s; start it as %s, or chown -R the folder"
              .formatted(data, owner.getName(), self, owner.getName()));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty(); // what cannot be told now is told when the folder is used
    }
  }
}
