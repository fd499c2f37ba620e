package io.cofre.core.object.blob;

import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.BlobStore;
import io.cofre.api.storage.MetadataStore;
import io.cofre.api.storage.MetadataView;
import io.cofre.core.object.model.ObjectFailure;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Function;

/// The life of blobs, from the first byte to the last reader. Thread-safe.
public final class BlobLife implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(BlobLife.class.getName());
  private final MetadataStore metadata;
  private final BlobStore blobs;
  private final Reaper reaper;
  private final Epochs epochs;

  private BlobLife(MetadataStore metadata, BlobStore blobs, Reaper reaper, Epochs epochs) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.reaper = reaper;
    this.epochs = epochs;
  }

  /// Start it, and begin to sweep what a broken process of this node left.
  ///
  /// @param node this process among those that share the store; two at once never have the same
  /// @param blobsPerEpoch how many blobs are written under one epoch: a sweep looks at so many
  public static BlobLife start(
      MetadataStore metadata, BlobStore blobs, String node, int blobsPerEpoch) throws IOException {
    Reaper reaper = Reaper.start(metadata, blobs, node);
    return new BlobLife(
        metadata, blobs, reaper, new Epochs(metadata, node, blobsPerEpoch, reaper::offer));
  }

  /// Begin to write a blob.
  public BlobTicket begin() throws IOException {
    return epochs.begin(blobs::delete);
  }

  /// Commit a change that needs no new blob.
  public <R> R commit(Function<Change, R> work) throws IOException {
    return commit(List.of(), work);
  }

  /// Commit a change; blobs it freed are deleted when their last reader is gone.
  ///
  /// @param tickets of the blobs that the change begins to use
  /// @param work may run more than once; if it throws, nothing is changed
  public <R> R commit(List<BlobTicket> tickets, Function<Change, R> work) throws IOException {
    boolean known = false;
    Done<R> done;
    try {
      done =
          metadata.write(tx -> {
            Change change = new Change(tx);
            return new Done<>(work.apply(change), change);
          });
      known = true;
      tickets.forEach(BlobTicket::keep);
    } catch (ObjectFailure e) {
      known = true;
      throw e;
    } finally {
      if (!known) {
        tickets.forEach(BlobTicket::doubt);
        reaper.rescanLater();
      }
    }
    finish(done.change());
    return done.result();
  }

  /// Find something and lease its blobs, with no gap between in which they could be deleted.
  ///
  /// @param blobs tells the blobs of what was found
  public <R> Leased<R> lookUp(Function<MetadataView, R> work, Function<R, List<BlobId>> blobs)
      throws IOException {
    int room = reaper.grace().enter();
    try {
      R found = metadata.read(work);
      return new Leased<>(found, reaper.leases().take(blobs.apply(found)));
    } finally {
      reaper.grace().leave(room);
    }
  }

  /// What became of blobs since the start.
  public BlobFigures figures() {
    return reaper.figures();
  }

  /// Wait until everything that can be deleted is.
  public void settle() throws InterruptedException {
    reaper.settle();
  }

  /// End orderly: writes have ended before, what is to be deleted is.
  @Override
  public void close() {
    epochs.retire();
    reaper.close();
  }

  private void finish(Change change) {
    if (!change.freed().isEmpty()) {
      reaper.offer(change.freed());
    }
    for (BlobId stray : change.strays()) {
      LOG.log(
          Level.WARNING,
          "a record named blob {0}, which is gone or belongs to another; it is left alone",
          stray);
    }
  }

  private record Done<R>(R result, Change change) {}
}
