package io.cofre.core.object.record;

import io.cofre.api.storage.MetadataEntry;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.seal.Envelope;
import java.util.Optional;
import java.util.function.Supplier;

/// Finds the wrapped key that a record holds.
public final class WrappedKeys {
  private static final ObjectName UNNAMED = new ObjectName("", "");

  private WrappedKeys() {}

  /// Whether a record is of a kind that holds a wrapped key: an object or an upload.
  public static boolean holdsOne(MetadataEntry entry) {
    return entry.key()[0] == 'O' || entry.key()[0] == 'U';
  }

  /// Return the wrapped key of a record that holds one; empty if the record is damaged.
  public static Optional<Envelope> of(SealedRecords records, MetadataEntry entry) {
    return entry.key()[0] == 'O'
        ? read(() -> ObjectRecord.clear(records, entry.value()).envelope())
        : read(() -> UploadRecord.guess(records, UNNAMED, "", entry.value()).envelope());
  }

  private static Optional<Envelope> read(Supplier<Envelope> reading) {
    try {
      return Optional.of(reading.get());
    } catch (ObjectFailure _) {
      return Optional.empty();
    }
  }
}
