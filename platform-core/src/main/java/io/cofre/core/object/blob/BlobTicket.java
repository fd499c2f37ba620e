package io.cofre.core.object.blob;

import io.cofre.api.storage.BlobId;
import java.io.IOException;
import java.lang.System.Logger.Level;

/// The right to write one blob; used by one thread, and closed by whoever received it.
///
/// Unless a commit took it over, the blob is removed when this closes.
public final class BlobTicket implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(BlobTicket.class.getName());
  private final Epochs epochs;
  private final Epoch epoch;
  private final BlobId blob;
  private final BlobRemoval removal;
  private Fate fate = Fate.UNUSED;

  private enum Fate {
    UNUSED,
    KEPT,
    DOUBTFUL,
    ENDED
  }

  BlobTicket(Epochs epochs, Epoch epoch, BlobId blob, BlobRemoval removal) {
    this.epochs = epochs;
    this.epoch = epoch;
    this.blob = blob;
    this.removal = removal;
  }

  /// The id to write under.
  public BlobId blob() {
    return blob;
  }

  /// A record refers to the blob now.
  void keep() {
    fate = Fate.KEPT;
  }

  /// Nobody knows whether a record refers to the blob: the sweep of its epoch will find out.
  void doubt() {
    fate = Fate.DOUBTFUL;
  }

  @Override
  public void close() {
    Fate last = fate;
    fate = Fate.ENDED;
    switch (last) {
      case KEPT -> epochs.end(epoch, true);
      case DOUBTFUL -> epochs.end(epoch, false);
      case UNUSED -> epochs.end(epoch, removed());
      case ENDED -> {
        // it ended before
      }
    }
  }

  private boolean removed() {
    try {
      removal.remove(blob);
      return true;
    } catch (IOException e) {
      LOG.log(
          Level.WARNING, "blob " + blob + " is left for the sweep: it cannot be removed now", e);
      return false;
    }
  }
}
