package io.cofre.storage.local;

import module java.base;

/// The folder of one store, held by this server alone until it is closed.
final class StoreFolder implements AutoCloseable {
  /// Closing any channel of a locked file drops the lock of the whole process (POSIX record locks),
  /// so this process must know its own locks and never open such a file twice.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path root;
  private final Path lockFile;
  private final FileChannel lock;

  private StoreFolder(Path root, Path lockFile, FileChannel lock) {
    this.root = root;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /// Make the folder when it is missing, lock it, and check its format.
  ///
  /// @param format the one line that the folder's `format` file holds
  static StoreFolder open(Path folder, String format, Disk disk) throws IOException {
    try {
      disk.makeFolder(folder);
      StoreFolder opened = lock(folder.toRealPath());
      try {
        opened.checkFormat(format, disk);
        return opened;
      } catch (IOException | RuntimeException e) {
        opened.close();
        throw e;
      }
    } catch (AccessDeniedException e) {
      throw new IOException("cannot open " + folder + ": this user may not use " + e.getFile(), e);
    }
  }

  Path root() {
    return root;
  }

  private static StoreFolder lock(Path root) throws IOException {
    Path file = root.resolve("lock");
    if (!HELD.add(file)) {
      throw new IOException(root + " is already open in this server");
    }
    try {
      return lockOnce(root, file);
    } catch (IOException | RuntimeException e) {
      HELD.remove(file);
      throw e;
    }
  }

  private static StoreFolder lockOnce(Path root, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            Disk.PRIVATE_FILE);
    try {
      if (channel.tryLock() == null) {
        throw new IOException(
            root
                + " is in use by another server (process "
                + Files.readString(file, StandardCharsets.ISO_8859_1).strip()
                + "): stop that server, or give this one a path of its own");
      }
      byte[] holder = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(holder), 0);
      return new StoreFolder(root, file, channel);
    } catch (OverlappingFileLockException e) {
      // Another copy of this class holds it; closing the channel would drop its lock.
      throw new IOException(root + " is already open in this server", e);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void checkFormat(String format, Disk disk) throws IOException {
    Path file = root.resolve("format");
    try {
      String found = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      if (!found.equals(format)) {
        throw new IOException(
            file
                + " does not say \""
                + format
                + "\": the folder belongs to something else or to a newer release of Cofre");
      }
    } catch (NoSuchFileException e) {
      writeFormat(file, format, disk);
    }
  }

  private void writeFormat(Path file, String format, Disk disk) throws IOException {
    Path draft = root.resolve("format.new");
    Files.deleteIfExists(draft);
    try (FileChannel channel =
        FileChannel.open(
            draft,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            Disk.PRIVATE_FILE)) {
      channel.write(ByteBuffer.wrap((format + "\n").getBytes(StandardCharsets.US_ASCII)));
      disk.sync(channel);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    disk.syncFolder(root);
  }

  @Override
  public void close() throws IOException {
    try {
      lock.close();
    } finally {
      HELD.remove(lockFile);
    }
  }
}
