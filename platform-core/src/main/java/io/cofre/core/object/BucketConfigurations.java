package io.cofre.core.object;

import io.cofre.api.storage.MetadataEntry;
import io.cofre.api.storage.MetadataTransaction;
import io.cofre.api.storage.MetadataView;
import io.cofre.core.object.record.ClearAndSecret;
import io.cofre.core.object.record.KeyRange;
import io.cofre.core.object.record.RecordKeys;
import io.cofre.core.object.record.SealedRecords;
import java.util.Optional;

/// Documents that belong to a bucket, each under a name of its own, sealed whole; they go with the
/// bucket. Thread-safe.
///
/// @param records seals and opens them
record BucketConfigurations(SealedRecords records) {
  private static final byte[] NOTHING = {};
  private static final int MOST = 100;

  /// Find a document; fails with `DAMAGED` if it is not as it was put.
  Optional<byte[]> find(MetadataView view, String bucket, String name) {
    byte[] key = RecordKeys.configuration(bucket, name);
    return view.get(key).map(value -> records.open(key, value).secret());
  }

  /// Keep a document in place of an earlier one of that name.
  void put(MetadataTransaction records, String bucket, String name, byte[] document) {
    byte[] key = RecordKeys.configuration(bucket, name);
    records.put(key, this.records.close(key, new ClearAndSecret(NOTHING, document)));
  }

  /// Remove a document, if it is there.
  void delete(MetadataTransaction records, String bucket, String name) {
    records.delete(RecordKeys.configuration(bucket, name));
  }

  /// Remove all documents of a bucket.
  void deleteAll(MetadataTransaction records, String bucket) {
    KeyRange all = RecordKeys.configurations(bucket);
    for (MetadataEntry entry : records.scan(all.from(), all.to(), MOST)) {
      records.delete(entry.key());
    }
  }
}
