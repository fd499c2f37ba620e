package io.cofre.core.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A temporary folder of this process alone, which holds the unpacked libraries.
///
/// It is made with mode 0700 and removed at exit. A process that was killed leaves its folder
/// behind: the next start removes those that no living process holds the lock of. A lock tells more
/// than a process number, which in a container is always the same.
final class PrivateFolder {
  private static final System.Logger LOG = System.getLogger(PrivateFolder.class.getName());
  private static final String PREFIX = "cofre-plugins-";
  private static final String LOCK = "lock";

  private final Path path;
  private final FileLock held;

  private PrivateFolder(Path path, FileLock held) {
    this.path = path;
    this.held = held;
  }

  /// Make one in a folder for temporary files, and remove what killed processes left there.
  static PrivateFolder in(Path temporary) throws IOException {
    Path path = Files.createTempDirectory(temporary, PREFIX);
    FileChannel channel =
        FileChannel.open(
            path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    PrivateFolder made = new PrivateFolder(path, channel.lock());
    Runtime.getRuntime().addShutdownHook(new Thread(made::remove, "cofre-plugins-cleanup"));
    made.sweep(temporary);
    return made;
  }

  /// Make a folder in it.
  Path folder(String name) throws IOException {
    return Files.createDirectory(path.resolve(name));
  }

  /// Remove it; what cannot be removed is swept by a later start.
  void remove() {
    try {
      held.channel().close();
      delete(path);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "left for the next start: " + path, e);
    }
  }

  private void sweep(Path temporary) {
    try (Stream<Path> files = Files.list(temporary)) {
      List<Path> others =
          files.filter(f -> FileNames.of(f).startsWith(PREFIX) && !f.equals(path)).toList();
      for (Path other : others) {
        removeIfLeft(other);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.log(System.Logger.Level.DEBUG, "cannot look for leftovers in " + temporary, e);
    }
  }

  private void removeIfLeft(Path other) {
    try {
      // In a shared folder, names prove nothing: only what is ours is removed.
      if (Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(path))
          && nobodyHolds(other.resolve(LOCK))) {
        delete(other);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "cannot remove the leftover " + other, e);
    }
  }

  private static boolean nobodyHolds(Path lock) throws IOException {
    if (!Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
      return false; // another process is about to lock it
    }
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock mine = channel.tryLock()) {
      return mine != null;
    } catch (OverlappingFileLockException e) {
      return false; // this very process
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes about)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path done, @Nullable IOException failure)
              throws IOException {
            Files.delete(done);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
