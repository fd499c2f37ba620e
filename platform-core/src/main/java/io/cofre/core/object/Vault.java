package io.cofre.core.object;

import io.cofre.api.storage.MetadataStore;
import io.cofre.core.object.record.ClearAndSecret;
import io.cofre.core.object.record.RecordKeys;
import io.cofre.core.object.record.SealedRecords;
import java.io.IOException;
import java.util.Optional;

/// Small secrets of the platform's own, such as its root credentials, sealed in records of their
/// own. Thread-safe.
public final class Vault {
  private static final byte[] NOTHING = {};
  private final MetadataStore metadata;
  private final SealedRecords records;

  Vault(MetadataStore metadata, SealedRecords records) {
    this.metadata = metadata;
    this.records = records;
  }

  /// Return a secret; fails with `DAMAGED` if it is not as it was put.
  public Optional<byte[]> get(String name) throws IOException {
    byte[] key = RecordKeys.vault(name);
    return metadata.read(view -> view.get(key)).map(value -> records.open(key, value).secret());
  }

  /// Keep a secret, in place of an earlier one of that name.
  public void put(String name, byte[] secret) throws IOException {
    byte[] key = RecordKeys.vault(name);
    byte[] value = records.close(key, new ClearAndSecret(NOTHING, secret));
    metadata.write(tx -> {
      tx.put(key, value);
      return name;
    });
  }
}
