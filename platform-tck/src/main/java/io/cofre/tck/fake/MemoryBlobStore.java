package io.cofre.tck.fake;

import io.cofre.api.plugin.Health;
import io.cofre.api.storage.Blob;
import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.BlobPage;
import io.cofre.api.storage.BlobRange;
import io.cofre.api.storage.BlobSource;
import io.cofre.api.storage.BlobStore;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// A blob store in memory that keeps every rule of [BlobStore]. Thread-safe.
///
/// @since 0.1
public final class MemoryBlobStore implements BlobStore {
  private final ConcurrentNavigableMap<BlobId, byte[]> blobs;
  private volatile boolean closed;

  /// Open an empty store.
  public MemoryBlobStore() {
    this(new ConcurrentSkipListMap<>());
  }

  private MemoryBlobStore(ConcurrentNavigableMap<BlobId, byte[]> blobs) {
    this.blobs = blobs;
  }

  /// Open another store on the same blobs, as after a restart.
  public MemoryBlobStore reopen() {
    return new MemoryBlobStore(blobs);
  }

  @Override
  public long write(BlobId id, BlobSource source) throws IOException {
    requireOpen();
    if (id.equals(BlobId.NONE)) {
      throw new IllegalArgumentException("this id names no blob");
    }
    requireAbsent(id, blobs.containsKey(id));
    var content = new ByteArrayOutputStream();
    source.writeTo(bytes -> {
      byte[] piece = new byte[bytes.remaining()];
      bytes.get(piece);
      content.writeBytes(piece);
    });
    requireOpen();
    requireAbsent(id, blobs.putIfAbsent(id, content.toByteArray()) != null);
    return content.size();
  }

  private static void requireAbsent(BlobId id, boolean present) throws IOException {
    if (present) {
      throw new FileAlreadyExistsException(id.value());
    }
  }

  @Override
  public Optional<Blob> read(BlobId id, BlobRange range) throws IOException {
    requireOpen();
    return Optional.ofNullable(blobs.get(id)).map(content -> new Range(content, range));
  }

  @Override
  public void delete(BlobId id) throws IOException {
    requireOpen();
    blobs.remove(id);
  }

  @Override
  public BlobPage list(BlobId after, int limit) throws IOException {
    requireOpen();
    if (limit < 1 || limit > 10_000) {
      throw new IllegalArgumentException("a listing has a limit of 1 to 10,000");
    }
    List<BlobId> ids = blobs.tailMap(after, false).keySet().stream().limit(limit + 1L).toList();
    boolean last = ids.size() <= limit;
    return new BlobPage(last ? ids : ids.subList(0, limit), last);
  }

  @Override
  public Health health() {
    return closed ? new Health.Down("closed") : new Health.Up(Duration.ZERO);
  }

  @Override
  public void close() {
    closed = true;
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("the blob store is closed");
    }
  }

  private static final class Range implements Blob {
    private final byte[] content;
    private final long end;
    private long at;
    private boolean closed;

    Range(byte[] content, BlobRange range) {
      this.content = content;
      this.at = range.offset();
      this.end = range.offset() + range.length();
    }

    @Override
    public long size() {
      return content.length;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      if (closed) {
        throw new IOException("the blob is closed");
      }
      int length = (int) Math.min(into.remaining(), end - at);
      if (length > 0 && at + length > content.length) {
        throw new EOFException("the blob ends at " + content.length + ", the range at " + end);
      }
      if (length > 0) {
        into.put(content, (int) at, length);
        at += length;
      }
      return length;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
