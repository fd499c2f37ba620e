package io.cofre.core.object.blob;

import io.cofre.api.storage.BlobId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Counts who reads which blob, so that none is deleted under a reader. Thread-safe.
final class Leases {
  private final Map<BlobId, Integer> held = new HashMap<>();
  private final Set<BlobId> doomed = new HashSet<>();
  private final Consumer<List<BlobId>> freed;

  /// Make one.
  ///
  /// @param freed is told of doomed blobs whose last lease ended
  Leases(Consumer<List<BlobId>> freed) {
    this.freed = freed;
  }

  /// Begin to read some blobs.
  Lease take(List<BlobId> blobs) {
    if (!blobs.isEmpty()) {
      synchronized (this) {
        blobs.forEach(blob -> held.merge(blob, 1, Integer::sum));
      }
    }
    return new Lease(this, blobs);
  }

  void release(List<BlobId> blobs) {
    List<BlobId> ready = new ArrayList<>();
    synchronized (this) {
      for (BlobId blob : blobs) {
        if (held.merge(blob, -1, Leases::lessOrNone) == null && doomed.remove(blob)) {
          ready.add(blob);
        }
      }
    }
    if (!ready.isEmpty()) {
      freed.accept(ready);
    }
  }

  @SuppressWarnings("NullAway") // null makes `merge` remove the entry
  private static Integer lessOrNone(Integer count, Integer change) {
    int less = count + change;
    return less == 0 ? null : less;
  }

  /// Return those that may be deleted now; the others are remembered until their last lease ends.
  synchronized List<BlobId> doom(List<BlobId> blobs) {
    List<BlobId> ready = new ArrayList<>();
    for (BlobId blob : blobs) {
      if (held.containsKey(blob)) {
        doomed.add(blob);
      } else {
        ready.add(blob);
      }
    }
    return ready;
  }

  /// How many deleted blobs wait for their readers.
  synchronized int doomed() {
    return doomed.size();
  }
}
