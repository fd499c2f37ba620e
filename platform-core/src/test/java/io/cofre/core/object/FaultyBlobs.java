package io.cofre.core.object;

import io.cofre.api.plugin.Health;
import io.cofre.api.storage.Blob;
import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.BlobPage;
import io.cofre.api.storage.BlobRange;
import io.cofre.api.storage.BlobSource;
import io.cofre.api.storage.BlobStore;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// A blob store whose next calls fail, and whose blobs can be damaged.
final class FaultyBlobs implements BlobStore {
  enum Fault {
    NONE,
    BEFORE_WRITE,
    AFTER_WRITE,
    DELETE
  }

  private final BlobStore inner;
  final AtomicReference<Fault> next = new AtomicReference<>(Fault.NONE);
  volatile boolean deletesFail;

  FaultyBlobs(BlobStore inner) {
    this.inner = inner;
  }

  @Override
  public long write(BlobId id, BlobSource source) throws IOException {
    Fault fault = next.getAndSet(Fault.NONE);
    if (fault == Fault.BEFORE_WRITE) {
      throw new IOException("the disk is full");
    }
    long length = inner.write(id, source);
    if (fault == Fault.AFTER_WRITE) {
      throw new IOException("the disk went away");
    }
    return length;
  }

  /// Put other bytes in the place of a blob.
  void replace(BlobId id, byte[] bytes) throws IOException {
    inner.delete(id);
    long _ = inner.write(id, sink -> sink.write(java.nio.ByteBuffer.wrap(bytes)));
  }

  byte[] bytes(BlobId id, int length) throws IOException {
    try (Blob blob = inner.read(id, new BlobRange(0, length)).orElseThrow()) {
      var into = java.nio.ByteBuffer.allocate(length);
      while (into.hasRemaining() && blob.read(into) > 0) {}
      return into.array();
    }
  }

  @Override
  public Optional<Blob> read(BlobId id, BlobRange range) throws IOException {
    return inner.read(id, range);
  }

  @Override
  public void delete(BlobId id) throws IOException {
    if (deletesFail) {
      throw new IOException("the disk is read-only");
    }
    inner.delete(id);
  }

  @Override
  public BlobPage list(BlobId after, int limit) throws IOException {
    return inner.list(after, limit);
  }

  @Override
  public Health health() {
    return inner.health();
  }

  @Override
  public void close() throws IOException {
    inner.close();
  }
}
