package io.cofre.storage.local;

import module java.base;

import io.cofre.api.storage.BlobId;
import org.jspecify.annotations.Nullable;

/// Gives finished files their final names, and removes folders that became empty.
final class BlobFolders {
  private static final int REMEMBERED = 4_096;

  private final Path root;
  private final Disk disk;
  private final Set<Path> durable = ConcurrentHashMap.newKeySet();
  private final Lock adding;
  private final Lock pruning;
  private volatile @Nullable IOException failure;

  BlobFolders(Path root, Disk disk) {
    this.root = root;
    this.disk = disk;
    // A folder must not vanish between the moment it is known to be durable and its first file.
    ReadWriteLock lock = new ReentrantReadWriteLock();
    adding = lock.readLock();
    pruning = lock.writeLock();
  }

  /// Return the file of a blob.
  Path file(BlobId id) {
    String name = id.value();
    return root.resolve(name.substring(0, 6)).resolve(name.substring(6, 8)).resolve(name);
  }

  /// Give a whole, synced file its final name, durably; the temporary name remains.
  ///
  /// @throws FileAlreadyExistsException if the blob exists, also when two race for the name
  void add(Path finished, BlobId id) throws IOException {
    Path file = file(id);
    adding.lock();
    try {
      check();
      Path folder = parent(file);
      if (!durable.contains(folder)) {
        makeDurable(folder);
      }
      link(finished, file, id);
      sync(folder, file);
    } catch (Disk.SyncFailed e) {
      failure = e;
      throw e;
    } finally {
      adding.unlock();
    }
  }

  /// Throw if a folder could not be synced before.
  void check() throws IOException {
    IOException cause = failure;
    if (cause != null) {
      throw new IOException(
          "the blob store stopped writing: "
              + cause.getMessage()
              + "; mend the disk and start the server again",
          cause);
    }
  }

  private void makeDurable(Path folder) throws IOException {
    disk.makeFolder(parent(folder));
    disk.makeFolder(folder);
    if (durable.size() >= REMEMBERED) {
      durable.clear();
    }
    durable.add(folder);
  }

  private static void link(Path finished, Path file, BlobId id) throws IOException {
    try {
      Files.createLink(file, finished);
    } catch (FileAlreadyExistsException e) {
      throw new FileAlreadyExistsException(id.value());
    } catch (UnsupportedOperationException e) {
      throw new IOException("the file system of " + file.getParent() + " has no hard links", e);
    } catch (IOException e) {
      throw new IOException("cannot name blob " + id + ": " + e.getMessage(), e);
    }
  }

  private void sync(Path folder, Path file) throws IOException {
    try {
      disk.syncFolder(folder);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /// Remove a folder, and the one above it, if they are empty.
  void prune(Path folder) throws IOException {
    pruning.lock();
    try {
      if (Files.isDirectory(folder)) {
        durable.remove(folder);
        Files.deleteIfExists(folder);
        Files.deleteIfExists(parent(folder));
      }
    } catch (DirectoryNotEmptyException e) {
      // There is something in it after all: it stays.
      return;
    } finally {
      pruning.unlock();
    }
  }

  private static Path parent(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IOException("no folder above " + path);
    }
    return parent;
  }
}
