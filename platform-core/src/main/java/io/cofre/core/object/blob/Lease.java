package io.cofre.core.object.blob;

import io.cofre.api.storage.BlobId;
import java.util.List;

/// The right to read some blobs until it is closed; nobody deletes them meanwhile. Thread-safe.
public final class Lease implements AutoCloseable {
  private final Leases leases;
  private List<BlobId> blobs;

  Lease(Leases leases, List<BlobId> blobs) {
    this.leases = leases;
    this.blobs = List.copyOf(blobs);
  }

  /// End it; idempotent.
  @Override
  public void close() {
    List<BlobId> ended;
    synchronized (this) {
      ended = blobs;
      blobs = List.of();
    }
    leases.release(ended);
  }
}
