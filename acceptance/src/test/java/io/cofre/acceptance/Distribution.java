package io.cofre.acceptance;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/// The archive as an operator unpacks it.
///
/// @param home the folder that came out of it
record Distribution(Path home) {
  private static final Path ARCHIVE = Path.of(System.getProperty("cofre.archive"));
  private static final Path UNPACKED = Path.of("target", "unpacked").toAbsolutePath();

  /// Give a test an unpacked archive of its own.
  ///
  /// The archive is unpacked once a run; a test gets links to its files, which it may remove and
  /// replace but not write into.
  static Distribution unpack(Path into) throws Exception {
    Path original = original();
    Path home = into.resolve(original.getFileName());
    Files.walkFileTree(
        original,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(home.resolve(original.relativize(dir)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path copy = home.resolve(original.relativize(file));
            try {
              Files.createLink(copy, file);
            } catch (IOException | UnsupportedOperationException e) { // another file system
              Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return new Distribution(home);
  }

  /// The archive unpacked once for all, which no test changes.
  static synchronized Path original() throws Exception {
    Path mark = UNPACKED.resolve(String.valueOf(ProcessHandle.current().pid()));
    if (!Files.exists(mark)) {
      Command.run(Path.of("."), List.of("rm", "-rf", UNPACKED.toString())).mustSucceed();
      Files.createDirectories(mark);
      Command.run(mark, List.of("tar", "-xzf", ARCHIVE.toAbsolutePath().toString())).mustSucceed();
    }
    try (Stream<Path> top = Files.list(mark)) {
      List<Path> folders = top.toList();
      if (folders.size() != 1) {
        throw new IOException("the archive unpacks to one folder, not to " + folders);
      }
      return folders.getFirst();
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
