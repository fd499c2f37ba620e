package io.cofre.api.storage;

import java.util.List;
import java.util.Optional;

/// A consistent view of a metadata store, valid only inside the work it was lent to, on its thread.
///
/// Failures of the store end the work; the caller of `read` or `write` sees them as `IOException`.
///
/// @since 0.1
public interface MetadataView {

  /// Return the value of a key, as an array of the caller's own.
  Optional<byte[]> get(byte[] key);

  /// Return the entries of a range in ascending order.
  ///
  /// @param from the first key, inclusive
  /// @param to the end, exclusive
  /// @param limit how many at most, 1 to 10,000
  List<MetadataEntry> scan(byte[] from, byte[] to, int limit);
}
