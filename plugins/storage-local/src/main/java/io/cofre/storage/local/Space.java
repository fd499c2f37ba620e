package io.cofre.storage.local;

import module java.base;

/// Keeps some of the disk free of blobs, so that metadata can still be written and objects deleted.
final class Space {
  private final FileStore disk;
  private final Path folder;
  private final long reserve;

  /// @param reserve how many bytes blobs leave free
  Space(Path folder, long reserve) throws IOException {
    this.disk = Files.getFileStore(folder);
    this.folder = folder;
    this.reserve = reserve;
  }

  /// @throws IOException if no blob should be written now
  void check() throws IOException {
    long free = disk.getUsableSpace();
    if (free < reserve) {
      throw new IOException(
          "no space left for blobs in %s: %,d MiB are free and %,d MiB are kept for metadata (setting reserve)"
              .formatted(folder, free >> 20, reserve >> 20));
    }
  }
}
