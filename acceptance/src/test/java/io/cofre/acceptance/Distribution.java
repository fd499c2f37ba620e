package io.cofre.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The archive as an operator unpacks it.
///
/// @param home the folder that came out of it
record Distribution(Path home) {
  private static final Path ARCHIVE = Path.of(System.getProperty("cofre.archive"));

  /// Unpack the archive into a folder.
  static Distribution unpack(Path into) throws Exception {
    Files.createDirectories(into);
    Command.run(into, List.of("tar", "-xzf", ARCHIVE.toAbsolutePath().toString())).mustSucceed();
    try (Stream<Path> top = Files.list(into)) {
      List<Path> folders = top.toList();
      if (folders.size() != 1) {
        throw new IOException("the archive unpacks to one folder, not to " + folders);
      }
      return new Distribution(folders.getFirst());
    }
  }

  Path plugins() {
    return home.resolve("plugins");
  }

  Path script() {
    return home.resolve("bin").resolve("cofre");
  }

  /// Take a plugin's jar away.
  void remove(String jar) throws IOException {
    Files.delete(plugins().resolve(jar));
  }

  /// Run a command of the command line to its end.
  Command.Result cofre(String... arguments) throws Exception {
    return Command.run(
        home, Stream.concat(Stream.of(script().toString()), Stream.of(arguments)).toList());
  }
}
