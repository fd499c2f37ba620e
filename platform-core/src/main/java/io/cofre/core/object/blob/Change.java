package io.cofre.core.object.blob;

import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.MetadataTransaction;
import io.cofre.core.object.record.BodyOwner;
import io.cofre.core.object.record.EpochRecord;
import io.cofre.core.object.record.Placement;
import io.cofre.core.object.record.Placement.InBlob;
import io.cofre.core.object.record.Placement.InParts;
import io.cofre.core.object.record.Placement.Inline;
import io.cofre.core.object.record.RecordKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A transaction under way that also begins and ends the use of bodies.
public final class Change {
  private static final byte[] GARBAGE = {1};
  private final MetadataTransaction transaction;
  private final List<BlobId> freed = new ArrayList<>();
  private final List<BlobId> strays = new ArrayList<>();

  Change(MetadataTransaction transaction) {
    this.transaction = transaction;
  }

  /// The records.
  public MetadataTransaction records() {
    return transaction;
  }

  /// Begin to use an inline body.
  public void use(BodyOwner owner, byte[] sealed) {
    transaction.put(owner.inlineKey(), sealed);
  }

  /// Begin to use a blob that was written.
  ///
  /// @throws EpochClosed if its epoch was closed meanwhile
  public void use(BodyOwner owner, BlobId blob) {
    boolean open =
        transaction
            .get(RecordKeys.epoch(Epoch.of(blob)))
            .map(EpochRecord::decoded)
            .map(EpochRecord::open)
            .orElse(false);
    if (!open) {
      throw new EpochClosed();
    }
    transaction.put(RecordKeys.reference(blob), owner.encoded());
  }

  /// End the use of a body. A blob that belongs to somebody else is left alone: then the record
  /// that named it was damaged.
  public void free(BodyOwner owner, Placement placement) {
    switch (placement) {
      case Inline() -> transaction.delete(owner.inlineKey());
      case InBlob(BlobId blob) -> free(owner, blob);
      case InParts() -> transaction.delete(RecordKeys.partList(owner.version()));
    }
  }

  private void free(BodyOwner owner, BlobId blob) {
    byte[] reference = RecordKeys.reference(blob);
    byte[] expected = owner.encoded();
    if (transaction.get(reference).filter(found -> Arrays.equals(found, expected)).isEmpty()) {
      strays.add(blob);
      return;
    }
    transaction.delete(reference);
    transaction.put(RecordKeys.garbage(blob), GARBAGE);
    freed.add(blob);
  }

  List<BlobId> freed() {
    return freed;
  }

  List<BlobId> strays() {
    return strays;
  }
}
