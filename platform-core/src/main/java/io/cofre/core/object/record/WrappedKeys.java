package io.cofre.core.object.record;

import io.cofre.api.storage.MetadataEntry;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.seal.Envelope;
import java.util.function.Predicate;

/// Tells which records hold a key that a key of a KMS wraps.
public final class WrappedKeys {
  private static final ObjectName UNNAMED = new ObjectName("", "");

  private WrappedKeys() {}

  /// Whether a record is of a kind that holds a wrapped key: an object or an upload.
  public static boolean holdsOne(MetadataEntry entry) {
    return entry.key()[0] == 'O' || entry.key()[0] == 'U';
  }

  /// Whether a record that holds a key needs what unwraps it or its bucket key; a damaged record
  /// does, as nobody can tell.
  public static boolean isNeeded(
      SealedRecords records, MetadataEntry entry, Predicate<Envelope> needs) {
    try {
      return sealing(records, entry).envelope().filter(needs).isPresent();
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
