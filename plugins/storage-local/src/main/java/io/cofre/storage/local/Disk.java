package io.cofre.storage.local;

import module java.base;

import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;

/// Makes what was written durable.
interface Disk {
  /// Only the owner looks into the folders and files of a store.
  FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /// Make the content of a file durable.
  void sync(FileChannel file) throws IOException;

  /// Make the names in a folder durable.
  ///
  /// @throws SyncFailed if the device could not; it is not known then what is durable
  void syncFolder(Path folder) throws IOException;

  static Disk of(Durability durability) {
    return switch (durability) {
      case FULL -> new Synced();
      case RELAXED -> new Unsynced();
    };
  }

  /// Make a folder, and those above it that are missing, and make their names durable.
  ///
  /// A folder that is there already may have been made a moment ago by another thread, so its name
  /// is made durable all the same.
  default void makeFolder(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (parent == null) {
      return;
    }
    if (!Files.isDirectory(parent)) {
      makeFolder(parent);
    }
    try {
      Files.createDirectory(folder, PRIVATE_FOLDER);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw new IOException(folder + " is a file where a folder should be", e);
      }
    }
    syncFolder(parent);
  }

  /// Says that the device could not make a folder durable.
  ///
  /// The kernel reports a lost write once: a later sync of the folder would seem to succeed.
  final class SyncFailed extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    SyncFailed(String message, IOException cause) {
      super(message, cause);
    }
  }

  /// Waits for the device.
  final class Synced implements Disk {
    @Override
    public void sync(FileChannel file) throws IOException {
      file.force(false);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        force(names, folder);
      }
    }

    private static void force(FileChannel names, Path folder) throws IOException {
      try {
        names.force(true);
      } catch (ClosedByInterruptException e) {
        throw e;
      } catch (IOException e) {
        throw new SyncFailed("syncing " + folder + " failed: " + e.getMessage(), e);
      }
    }
  }

  /// Leaves it to the operating system.
  final class Unsynced implements Disk {
    @Override
    public void sync(FileChannel file) {}

    @Override
    public void syncFolder(Path folder) {}
  }
}
