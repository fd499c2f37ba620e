package io.cofre.core.object;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KmsException;
import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.MetadataEntry;
import io.cofre.api.storage.MetadataView;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;
import io.cofre.core.object.record.KeyRange;
import io.cofre.core.object.record.RecordKeys;
import io.cofre.core.object.record.StoreKeyRecord;
import io.cofre.core.seal.Envelope;
import io.cofre.core.seal.RecordSeal;
import io.cofre.core.seal.StoreKey;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Opens the key of a store, or makes it for a new one.
///
/// @param base what the room is built on
record StoreOpening(Foundation base) {

  /// Fails with `NOT_OPENABLE`, in the operator's words.
  RecordSeal open() throws IOException {
    Optional<byte[]> stored = base.metadata().read(view -> view.get(RecordKeys.storeKey()));
    if (stored.isEmpty()) {
      return opened(made());
    }
    requireBodies();
    return opened(stored.get());
  }

  /// Refuse to go on where the disk of the bodies is not there: new ones would go elsewhere.
  private void requireBodies() throws IOException {
    KeyRange references = RecordKeys.references();
    boolean any =
        base.metadata().read(view -> !view.scan(references.from(), references.to(), 1).isEmpty());
    if (any && !holdsBodies()) {
      throw failure(
          "the metadata of this store refers to bodies and the blob store is empty: bring back what"
              + " storage.blobs names (is its disk mounted?), or restore it from a backup");
    }
  }

  private boolean holdsBodies() throws IOException {
    return !base.blobs().list(BlobId.NONE, 1).ids().isEmpty();
  }

  private RecordSeal opened(byte[] value) {
    StoreKeyRecord record = decoded(value);
    CipherProvider cipher = base.ciphers().get(record.cipher());
    if (cipher == null) {
      throw failure(
          "the records of this store are sealed with the cipher %s, which no plugin offers: put its"
                  .formatted(record.cipher())
              + " jar back into plugins/");
    }
    try (DataKey key = new StoreKey(base.keys(), record.store()).open(record.envelope())) {
      return new RecordSeal(key, cipher);
    } catch (KmsException e) {
      throw new ObjectFailure(
          Reason.NOT_OPENABLE,
          "the key of this store was wrapped by the KMS '%s' with the key '%s', which does not open it"
                  .formatted(record.envelope().kms(), record.envelope().key().key())
              + ": %s; %s".formatted(e.getMessage(), cure(e)),
          e);
    }
  }

  private static String cure(KmsException e) {
    return e.reason().retryable()
        ? "it opens when the KMS answers; nothing is lost"
        : "restore its keys from a copy, or configure the KMS and key of this store";
  }

  private static StoreKeyRecord decoded(byte[] value) {
    try {
      return StoreKeyRecord.decoded(value);
    } catch (ObjectFailure e) {
      throw new ObjectFailure(
          Reason.NOT_OPENABLE,
          "the record of this store's key is damaged: restore the metadata from a backup",
          e);
    }
  }

  private byte[] made() throws IOException {
    if (base.metadata().read(StoreOpening::holdsRecords)) {
      throw failure(
          "this store holds records but not the key that sealed them: the record of the key was lost;"
              + " restore the metadata from a backup");
    }
    if (holdsBodies()) { // whose leftovers the new store would take for its own
      throw failure(
          "the blob store holds bodies and the metadata of their store is not there: bring back what"
              + " storage.metadata names (is its disk mounted?), or restore it from a backup");
    }
    String store = RandomIds.version();
    base.keys().createDefaultKey();
    Envelope envelope = new StoreKey(base.keys(), store).generate();
    String cipher = base.bodies().layout().cipher();
    byte[] fresh = new StoreKeyRecord(store, cipher, envelope).encoded();
    return base.metadata()
        .write(tx -> {
          Optional<byte[]> other = tx.get(RecordKeys.storeKey());
          if (other.isPresent()) {
            return other.get(); // another node was first
          }
          tx.put(RecordKeys.storeKey(), fresh);
          return fresh;
        });
  }

  private static boolean holdsRecords(MetadataView view) {
    KeyRange all = RecordKeys.everything();
    List<MetadataEntry> any = view.scan(all.from(), all.to(), 1);
    KeyRange behind = new KeyRange(new byte[0], new byte[] {'T'}, new byte[] {'Z'});
    return !any.isEmpty() || !view.scan(behind.from(), behind.to(), 1).isEmpty();
  }

  private static ObjectFailure failure(String message) {
    return new ObjectFailure(Reason.NOT_OPENABLE, message);
  }
}
