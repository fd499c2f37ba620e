package io.cofre.storage.local;

import module cofre.api;
import module java.base;

/// Blobs in files, one file each.
final class LocalBlobStore implements BlobStore {
  private static final int MAX_PAGE = 10_000;

  private final StoreFolder folder;
  private final Path incoming;
  private final Disk disk;
  private final Space space;
  private final BlobFolders folders;
  private final AtomicLong writes = new AtomicLong();
  private final Calls calls = new Calls();

  private LocalBlobStore(StoreFolder folder, Path incoming, Disk disk, Space space) {
    this.folder = folder;
    this.incoming = incoming;
    this.disk = disk;
    this.space = space;
    folders = new BlobFolders(folder.root(), disk);
  }

  /// @param reserve how many bytes of the disk blobs leave free
  static LocalBlobStore open(Path path, Disk disk, long reserve) throws IOException {
    StoreFolder folder = StoreFolder.open(path, "cofre local blobs 1", disk);
    try {
      Path incoming = folder.root().resolve("incoming");
      disk.makeFolder(incoming);
      removeLeftovers(incoming);
      return new LocalBlobStore(folder, incoming, disk, new Space(incoming, reserve));
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static void removeLeftovers(Path incoming) throws IOException {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(incoming)) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  @Override
  public long write(BlobId id, BlobSource source) throws IOException {
    if (id.equals(BlobId.NONE)) {
      throw new IllegalArgumentException("the id of no blob cannot be written");
    }
    calls.enter();
    try {
      folders.check();
      if (Files.exists(folders.file(id))) {
        throw new FileAlreadyExistsException(id.value());
      }
      Path temporary = incoming.resolve(id + "." + writes.incrementAndGet());
      try (BlobFile file = new BlobFile(temporary, space)) {
        source.writeTo(file);
        long size = file.finish(disk);
        folders.add(file.path(), id);
        return size;
      }
    } finally {
      calls.leave();
    }
  }

  @Override
  public Optional<Blob> read(BlobId id, BlobRange range) throws IOException {
    calls.enter();
    try {
      FileChannel file = FileChannel.open(folders.file(id), StandardOpenOption.READ);
      return Optional.of(new LocalBlob(file, range));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } finally {
      calls.leave();
    }
  }

  @Override
  public void delete(BlobId id) throws IOException {
    calls.enter();
    try {
      Files.deleteIfExists(folders.file(id));
    } finally {
      calls.leave();
    }
  }

  @Override
  public BlobPage list(BlobId after, int limit) throws IOException {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new IllegalArgumentException("a page has 1 to 10,000 blobs, not " + limit);
    }
    calls.enter();
    try {
      return BlobListing.page(folder.root(), folders, after, limit);
    } finally {
      calls.leave();
    }
  }

  @Override
  public Health health() {
    long begin = System.nanoTime();
    try {
      calls.enter();
      try {
        if (!Files.isWritable(incoming)) {
          return new Health.Down(
              "the folder " + incoming + " is not there or cannot be written to");
        }
        folders.check();
        space.check();
        return new Health.Up(Duration.ofNanos(System.nanoTime() - begin));
      } finally {
        calls.leave();
      }
    } catch (IOException e) {
      return new Health.Down(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() throws IOException {
    if (calls.close()) {
      folder.close();
    }
  }
}
