package io.cofre.api.storage;

/// A transaction under way: a view that can be written to.
///
/// @since 0.1
public interface MetadataTransaction extends MetadataView {

  /// Set the value of a key.
  void put(byte[] key, byte[] value);

  /// Remove a key; nothing happens when it is not there.
  void delete(byte[] key);
}
