package io.cofre.acceptance;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Real trees of files for clients to carry.
final class Trees {
  private static final Set<String> OUTPUT = Set.of("target", ".git");

  private Trees() {}

  /// Copy this project's own sources.
  static Path sources(Path into) throws IOException {
    return copy(Path.of(System.getProperty("cofre.source")).toRealPath(), into);
  }

  /// Copy the files of the running Java image.
  static Path javaImage(Path into) throws IOException {
    return copy(Path.of(System.getProperty("java.home")).toRealPath(), into);
  }

  private static Path copy(Path from, Path into) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            Path name = dir.getFileName();
            if (name != null && OUTPUT.contains(name.toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              Path copy = into.resolve(from.relativize(file).toString());
              Files.createDirectories(copy.getParent()); // no empty folders: S3 has none
              Files.copy(file, copy);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return into;
  }

  /// Make a file of random bytes.
  static Path random(Path file, long size, long seed) throws IOException {
    Random random = new Random(seed);
    byte[] buffer = new byte[1 << 16];
    try (var out = Files.newOutputStream(file)) {
      for (long left = size; left > 0; left -= buffer.length) {
        random.nextBytes(buffer);
        out.write(buffer, 0, (int) Math.min(left, buffer.length));
      }
    }
    return file;
  }

  /// Fail unless two trees hold the same files with the same bytes.
  static void mustBeEqual(Path one, Path two) throws Exception {
    Command.run(Path.of("."), List.of("diff", "-r", one.toString(), two.toString())).mustSucceed();
  }
}
