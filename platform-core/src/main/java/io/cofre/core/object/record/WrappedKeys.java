package io.cofre.core.object.record;

import io.cofre.api.kms.KeyId;
import io.cofre.api.storage.MetadataEntry;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectName;

/// Tells which records hold a key that a key of a KMS wraps.
public final class WrappedKeys {
  private static final ObjectName UNNAMED = new ObjectName("", "");

  private WrappedKeys() {}

  /// Whether a record is of a kind that holds a wrapped key: an object or an upload.
  public static boolean holdsOne(MetadataEntry entry) {
    return entry.key()[0] == 'O' || entry.key()[0] == 'U';
  }

  /// Whether the key in a record that holds one is wrapped by a key of a KMS, directly or under a
  /// bucket key; a damaged record counts as one, as nobody can tell.
  public static boolean isUnder(SealedRecords records, MetadataEntry entry, String kms, KeyId key) {
    try {
      return sealing(records, entry).isUnder(kms, key);
    } catch (ObjectFailure _) {
      return true;
    }
  }

  private static Sealing sealing(SealedRecords records, MetadataEntry entry) {
    return entry.key()[0] == 'O'
        ? ObjectRecord.clear(records, entry.value()).sealing()
        : UploadRecord.guess(records, UNNAMED, "", entry.value()).sealing();
  }
}
