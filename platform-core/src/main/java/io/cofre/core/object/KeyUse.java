package io.cofre.core.object;

import io.cofre.api.kms.KeyId;
import io.cofre.api.storage.MetadataEntry;
import io.cofre.api.storage.MetadataStore;
import io.cofre.core.object.record.KeyRange;
import io.cofre.core.object.record.RecordKeys;
import io.cofre.core.object.record.SealedRecords;
import io.cofre.core.object.record.StoreKeyRecord;
import io.cofre.core.object.record.WrappedKeys;
import io.cofre.core.seal.Envelope;
import io.cofre.core.seal.ObjectKeys;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/// Finds what a KMS key is needed for. Thread-safe.
///
/// It reads every record, a page at a time, so it takes long on a large store; what is written
/// meanwhile may be missed.
public final class KeyUse {
  private static final int PAGE = 1000;
  private final MetadataStore metadata;
  private final SealedRecords records;
  private final ObjectKeys keys;

  KeyUse(MetadataStore metadata, SealedRecords records, ObjectKeys keys) {
    this.metadata = metadata;
    this.records = records;
    this.keys = keys;
  }

  /// Count objects and uploads whose keys a key wraps, and the store's own key, by whichever of its
  /// names they name it.
  ///
  /// A damaged record counts as a user, as nobody can tell.
  ///
  /// @throws io.cofre.api.kms.KmsException if the KMS does not tell which key a name means
  public long count(String kms, KeyId key) throws IOException {
    KeyNames names = new KeyNames(keys);
    Predicate<Envelope> needs = envelope -> names.isUnder(envelope, kms, key);
    long users =
        metadata.read(view -> view.get(RecordKeys.storeKey())).stream()
            .map(value -> StoreKeyRecord.decoded(value).envelope())
            .filter(needs)
            .count();
    KeyRange all = RecordKeys.everything();
    byte[] from = all.from();
    while (true) {
      byte[] begin = from;
      List<MetadataEntry> page = metadata.read(view -> view.scan(begin, all.to(), PAGE));
      users +=
          page.stream()
              .filter(WrappedKeys::holdsOne)
              .filter(entry -> WrappedKeys.isNeeded(records, entry, needs))
              .count();
      if (page.size() < PAGE) {
        return users;
      }
      from = KeyRange.next(page.getLast().key());
    }
  }
}
