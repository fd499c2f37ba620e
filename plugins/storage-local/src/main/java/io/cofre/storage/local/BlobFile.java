package io.cofre.storage.local;

import module java.base;

import io.cofre.api.storage.BlobSink;

/// A file that is being written under a temporary name, which closing removes.
final class BlobFile implements BlobSink, AutoCloseable {
  private static final long CHECKED = 16L << 20;

  private final Path path;
  private final Space space;
  private final FileChannel channel;
  private long size;
  private long checkedAt;
  private boolean damaged;

  /// @throws IOException also when the disk is too full for blobs
  BlobFile(Path path, Space space) throws IOException {
    space.check();
    this.path = path;
    this.space = space;
    channel =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            Disk.PRIVATE_FILE);
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    damaged = true;
    if (size - checkedAt >= CHECKED) {
      space.check();
      checkedAt = size;
    }
    while (bytes.hasRemaining()) {
      size += Pieces.write(channel, bytes);
    }
    damaged = false;
  }

  /// Make the content durable and return its size; nothing can be written after.
  long finish(Disk disk) throws IOException {
    if (damaged) {
      throw new IOException("writing a blob failed and its source did not say so");
    }
    disk.sync(channel);
    channel.close();
    return size;
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      Files.deleteIfExists(path);
    }
  }
}
