package io.cofre.core.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/// Sees whether somebody other than the owner can write to a file or folder.
///
/// Isolation guards against accidents, not malice: whoever writes to the plugins folder runs code
/// in the server.
final class Guarded {
  private Guarded() {}

  /// Return who else can write there; empty on file systems without POSIX permissions.
  static Optional<String> othersWhoWrite(Path path) throws IOException {
    if (!Files.getFileStore(path).supportsFileAttributeView("posix")) {
      return Optional.empty();
    }
    Set<PosixFilePermission> granted =
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
    if (granted.contains(PosixFilePermission.OTHERS_WRITE)) {
      return Optional.of("everybody");
    }
    return granted.contains(PosixFilePermission.GROUP_WRITE)
        ? Optional.of("its group")
        : Optional.empty();
  }
}
